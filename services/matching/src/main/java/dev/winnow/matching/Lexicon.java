package dev.winnow.matching;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The words in names that are not names. */
final class Lexicon {
    private static final Set<String> PARTICLES =
            words(
                    "al el ul as ad bin ben ibn bint binti ould ap de da do dos das del della degli"
                        + " di du la le les los las van von der den ter ten zu zum zur af av y e i"
                        + " of the and for");

    private static final Set<String> HONORIFICS =
            words(
                    "mr mrs ms miss mx dr prof professor sir madam lady lord sheikh shaykh shaikh"
                        + " sheik hajji haji hajj mullah mawlawi maulavi maulana mufti ayatollah"
                        + " general gen colonel col lieutenant lt major maj captain capt brigadier"
                        + " brig admiral adm sergeant sgt rtd retired eng engineer jr sr junior"
                        + " senior ii iii phd md esq rev reverend");

    private static final Set<String> LEGAL_FORMS =
            words(
                    "ltd llc inc corp co sa sas sarl srl spa gmbh ag kg bv nv plc pty pte ooo oao"
                        + " zao pao ao jsc ojsc cjsc pjsc llp lp kk fze fzco fzc fz est sal cv rl"
                        + " ab asa oy oyj kft doo dd ood eood sdn bhd pvt private joint stock ltda"
                        + " cia sro");

    private static final Set<String> COMPANY_WORDS =
            words(
                    "trading international group bank general import export services service"
                            + " industries industry industrial holding holdings enterprise"
                            + " enterprises foundation organisation commercial global national"
                            + " shipping investment investments development technology technologies"
                            + " construction engineering center centre institute university"
                            + " ministry");

    /** Words that are written in several ways and mean one. */
    private static final Map<String, String> SAME =
            Map.ofEntries(
                    Map.entry("limited", "ltd"),
                    Map.entry("company", "co"),
                    Map.entry("corporation", "corp"),
                    Map.entry("incorporated", "inc"),
                    Map.entry("organization", "organisation"),
                    Map.entry("center", "centre"),
                    Map.entry("limitada", "ltda"));

    private Lexicon() {}

    static Token person(String word) {
        if (word.length() == 1) {
            return Token.of(word, TokenClass.INITIAL);
        }
        if (PARTICLES.contains(word)) {
            return Token.of(word, TokenClass.PARTICLE);
        }
        return Token.of(word, HONORIFICS.contains(word) ? TokenClass.HONORIFIC : TokenClass.PLAIN);
    }

    static Token organisation(String given) {
        String word = SAME.getOrDefault(given, given);
        if (LEGAL_FORMS.contains(word)) {
            return Token.of(word, TokenClass.LEGAL_FORM);
        }
        if (COMPANY_WORDS.contains(word)) {
            return Token.of(word, TokenClass.COMPANY_WORD);
        }
        if (PARTICLES.contains(word)) {
            return Token.of(word, TokenClass.PARTICLE);
        }
        return Token.of(word, word.length() == 1 ? TokenClass.INITIAL : TokenClass.PLAIN);
    }

    private static Set<String> words(String line) {
        return Set.copyOf(Arrays.asList(line.split(" ", -1)));
    }
}
