package dev.winnow.watchlist.adapter.out.files;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries as lists name them, and their ISO 3166-1 alpha-2 codes. */
final class Countries {

    private static final int CODE_LENGTH = 2;

    /** Names that lists use and the Java platform does not. */
    private static final String OTHER_NAMES =
            "xk=XK;kosovo=XK;burma=MM;myanmar=MM;korea, north=KP;korea, south=KR"
                    + ";korea, democratic people's republic of=KP;korea, republic of=KR"
                    + ";congo, democratic republic of the=CD;congo, republic of the=CG"
                    + ";palestinian=PS;palestinian authority=PS;west bank=PS;region: gaza=PS"
                    + ";gaza=PS;cote d ivoire=CI;cote d'ivoire=CI;the gambia=GM;gambia, the=GM"
                    + ";bahamas, the=BS;the bahamas=BS;macau=MO;hong kong=HK"
                    + ";virgin islands, british=VG;virgin islands, u.s.=VI;czech republic=CZ"
                    + ";turkey=TR;cape verde=CV;cabo verde=CV;swaziland=SZ;macedonia=MK"
                    + ";macedonia, the former yugoslav republic of=MK;north macedonia, the republic"
                    + " of=MK;region: crimea=UA;region: northern mali=ML;netherlands antilles=AN"
                    + ";russian federation=RU;syrian arab republic=SY;great britain=GB;u.k.=GB"
                    + ";uk=GB;usa=US;u.s.=US;united states of america=US;bosnia and herzegovina=BA"
                    + ";saint vincent and the grenadines=VC;micronesia, federated states of=FM"
                    + ";holy see=VA;east timor=TL;ivory coast=CI;iran, islamic republic of=IR"
                    + ";viet nam=VN;lao people's democratic republic=LA;brunei darussalam=BN"
                    + ";moldova, republic of=MD;tanzania, united republic of=TZ"
                    + ";democratic people's republic of korea=KP;republic of korea=KR"
                    + ";democratic republic of the congo=CD;republic of the congo=CG;congo=CG"
                    + ";united kingdom of great britain and northern ireland=GB"
                    + ";united republic of tanzania=TZ;state of palestine=PS"
                    + ";palestinian territories=PS;türkiye=TR;turkiye=TR;sultanate of oman=OM"
                    + ";libyan arab jamahiriya=LY;union of the comoros=KM;the netherlands=NL"
                    + ";british virgin islands=VG;hong kong special administrative region=HK"
                    + ";china, hong kong special administrative region=HK;republic of moldova=MD"
                    + ";the sudan=SD;the philippines=PH;prc=CN";

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** Takes a code or an English name; empty when it is neither, as for a region or a sea. */
    static Optional<String> code(String text) {
        String key = text.strip().toLowerCase(Locale.ROOT);
        String code = CODES.get(key);
        if (code == null && key.indexOf('(') > 0) {
            // Iran (Islamic Republic of), Libya (in custody)
            code = CODES.get(key.substring(0, key.indexOf('(')).strip());
        }
        return Optional.ofNullable(code);
    }

    /** Takes an English name only: {@code na} is not Namibia, but not available. */
    static Optional<String> named(String text) {
        return text.strip().length() <= CODE_LENGTH ? Optional.empty() : code(text);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            String name =
                    Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT);
            codes.put(code.toLowerCase(Locale.ROOT), code);
            codes.put(name, code);
            codes.put(name.replace("&", "and").replace("st. ", "saint "), code);
        }
        for (String other : OTHER_NAMES.split(";", -1)) {
            int equals = other.indexOf('=');
            codes.put(other.substring(0, equals), other.substring(equals + 1));
        }
        return Map.copyOf(codes);
    }
}
