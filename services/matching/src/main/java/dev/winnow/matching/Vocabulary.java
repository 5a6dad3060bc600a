package dev.winnow.matching;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The distinct parts of many names, by number, in pools of bytes. Immutable. */
@SuppressWarnings("EnumOrdinal") // A number in a pool lives as long as the algorithm's version.
final class Vocabulary {
    private static final TokenClass[] CLASSES = TokenClass.values();
    private static final int PLAIN = 1 << 6;
    private static final Script[] SCRIPTS = Script.values();

    /** So many numbers for each part in {@link #shapes}. */
    static final int SHAPE = 4;

    private static final int KIND_BITS = 8;

    /** In bytes: what is kept of a length has 16 bits. A name itself has 400 letters at most. */
    private static final int LONGEST = 0xffff;

    private static final int TEXT_LENGTH_AT = 48;
    private static final int LAST_LETTER_AT = 40;

    /**
     * What is looked at of each part, side by side: the letters; what is {@link Letters#like like}
     * them; in one number where its letters begin, the length of the folded text, and the kind,
     * which is the class in four bits, the script in two, and one for {@link #plain}; in another
     * the length of the text, its last letter, its first, and the weight.
     */
    final long[] shapes;

    /** Of each part the folded text, and then the text. */
    final byte[] texts;

    Vocabulary(long[] shapes, byte[] texts) {
        this.shapes = shapes;
        this.texts = texts;
    }

    static Vocabulary of(List<Token> tokens) {
        long[] shapes = new long[tokens.size() * SHAPE];
        Pool pool = new Pool();
        for (int id = 0; id < tokens.size(); id++) {
            Token token = tokens.get(id);
            int plain = token.significant() && isAscii(token) ? PLAIN : 0;
            int kind = token.type().ordinal() | token.script().ordinal() << 4 | plain;
            long begins = pool.size;
            long foldedLength = pool.add(token.folded());
            int textBegins = pool.size;
            int textLength = pool.add(token.text());
            long first = pool.bytes[textBegins] & 0xff;
            long last = pool.bytes[pool.size - 1] & 0xff;
            int at = id * SHAPE;
            shapes[at] = token.letters();
            shapes[at + 1] = Letters.like(token.letters());
            shapes[at + 2] = begins << Integer.SIZE | foldedLength << KIND_BITS | kind;
            shapes[at + 3] =
                    (long) textLength << TEXT_LENGTH_AT
                            | last << LAST_LETTER_AT
                            | first << Integer.SIZE
                            | Integer.toUnsignedLong(Float.floatToRawIntBits(token.weight()));
        }
        return new Vocabulary(shapes, Arrays.copyOf(pool.bytes, pool.size));
    }

    /**
     * Reads the shapes of these parts, which are far away in memory, so that they are waited for
     * together, and not part by part.
     *
     * @return of no use but that it has to be made
     */
    int touchShapes(NameIndex.Ints ids) {
        long sum = 0;
        for (int k = 0; k < ids.size(); k++) {
            sum += shapes[ids.get(k) * SHAPE];
        }
        return (int) sum;
    }

    /** As {@link #touchShapes}, the letters themselves. */
    int touchLetters(NameIndex.Ints ids) {
        int sum = 0;
        for (int k = 0; k < ids.size(); k++) {
            sum += texts[begins(ids.get(k))];
        }
        return sum;
    }

    int size() {
        return shapes.length / SHAPE;
    }

    Token token(int id) {
        int kind = kind(id);
        return new Token(
                text(id),
                folded(id),
                CLASSES[kind & 15],
                SCRIPTS[kind >> 4 & 3],
                weight(id),
                shapes[id * SHAPE]);
    }

    TokenClass type(int id) {
        return CLASSES[kind(id) & 15];
    }

    float weight(int id) {
        return Float.intBitsToFloat((int) shapes[id * SHAPE + 3]);
    }

    private int kind(int id) {
        return (int) shapes[id * SHAPE + 2] & 0xff;
    }

    boolean significant(int id) {
        int type = kind(id) & 15;
        return type == TokenClass.PLAIN.ordinal() || type == TokenClass.COMPANY_WORD.ordinal();
    }

    /** Whether it says something and has a byte for each of its letters. */
    boolean plain(int id) {
        return (kind(id) & PLAIN) != 0;
    }

    private static boolean isAscii(Token token) {
        return (token.text() + token.folded()).chars().allMatch(c -> c < 0x80);
    }

    /** {@link Similarity#of(Token, Token)} where one of the two says nothing about who is meant. */
    float ofAKind(Token part, int id) {
        if (isText(id, part.text())) {
            return 1;
        }
        TokenClass type = type(id);
        if (part.type() == TokenClass.NUMBER || type == TokenClass.NUMBER) {
            return 0;
        }
        if (part.text().length() == 1 || textLength(id) == 1) {
            char first = part.text().charAt(0);
            boolean plain = part.type() == TokenClass.PLAIN || type == TokenClass.PLAIN;
            return plain && first == firstLetter(id) && Character.isLetter(first)
                    ? Similarity.INITIAL
                    : 0;
        }
        return part.type() == type ? Similarity.OF_A_KIND : 0;
    }

    String text(int id) {
        return new String(texts, textBegins(id), textLength(id), StandardCharsets.UTF_8);
    }

    String folded(int id) {
        return new String(texts, begins(id), foldedLength(id), StandardCharsets.UTF_8);
    }

    /** Where the folded text begins. */
    int begins(int id) {
        return (int) (shapes[id * SHAPE + 2] >>> Integer.SIZE);
    }

    int textBegins(int id) {
        return begins(id) + foldedLength(id);
    }

    boolean isText(int id, String text) {
        if (textLength(id) != text.length()) {
            return !plain(id) && text(id).equals(text);
        }
        int begins = textBegins(id);
        for (int i = 0; i < text.length(); i++) {
            if (texts[begins + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Of letters that are no ASCII, something else. */
    char firstLetter(int id) {
        return (char) (shapes[id * SHAPE + 3] >>> Integer.SIZE & 0xff);
    }

    /** As {@link #firstLetter}. */
    char lastLetter(int id) {
        return (char) (shapes[id * SHAPE + 3] >>> LAST_LETTER_AT & 0xff);
    }

    /** In bytes, which is in letters of what is {@link #plain}. */
    int textLength(int id) {
        return (int) (shapes[id * SHAPE + 3] >>> TEXT_LENGTH_AT);
    }

    /** As {@link #textLength}. */
    int foldedLength(int id) {
        return (int) shapes[id * SHAPE + 2] >>> KIND_BITS & LONGEST;
    }

    /** As {@link Letters#apart}, from letters and what is like them. */
    int apart(int id, long others, long likeOthers) {
        return Letters.apart(others, likeOthers, shapes[id * SHAPE], shapes[id * SHAPE + 1]);
    }

    /** As {@link Token#mayBeInitial}. */
    boolean mayBeInitial(int id) {
        TokenClass type = type(id);
        return type == TokenClass.INITIAL || (type == TokenClass.PARTICLE && textLength(id) == 1);
    }

    /** Whether two parts have the same letters; mostly they are one then, but not ben and Ben. */
    boolean sameText(int a, int b) {
        return a == b
                || (type(a) != type(b)
                        && Arrays.equals(
                                texts,
                                textBegins(a),
                                textBegins(a) + textLength(a),
                                texts,
                                textBegins(b),
                                textBegins(b) + textLength(b)));
    }

    /** As {@link Token#isAlsoGivenName}. */
    boolean isAlsoGivenName(int id) {
        return type(id) == TokenClass.PARTICLE && isText(id, Token.BEN);
    }

    boolean isHonorific(int id) {
        return type(id) == TokenClass.HONORIFIC;
    }

    boolean scriptDiffers(Token token, int id) {
        return token.script().ordinal() != (kind(id) >> 4 & 3);
    }

    /** Growing bytes. */
    private static final class Pool {
        private byte[] bytes = new byte[1024];
        private int size;

        /** How many bytes the word has. */
        int add(String word) {
            byte[] more = word.getBytes(StandardCharsets.UTF_8);
            if (more.length > LONGEST) {
                throw new IllegalArgumentException(
                        "a part of a name has " + more.length + " bytes");
            }
            if (size + more.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
            }
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
            return more.length;
        }
    }
}
