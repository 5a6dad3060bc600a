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

    final int[] starts;
    final byte[] texts;
    final int[] foldedStarts;
    final byte[] folded;

    /** Class in the lower four bits, then two for the script, and one for {@link #plain}. */
    final byte[] kinds;

    final float[] weights;
    final long[] letters;

    /**
     * What is looked at of each part that may be like another, side by side: the letters, what is
     * {@link Letters#like like} them, in one number the lengths of text and folded text and the
     * kind, and in another the last letter, the first, and the weight.
     */
    final long[] shapes;

    Vocabulary(
            int[] starts,
            byte[] texts,
            int[] foldedStarts,
            byte[] folded,
            byte[] kinds,
            float[] weights,
            long[] letters) {
        this.starts = starts;
        this.texts = texts;
        this.foldedStarts = foldedStarts;
        this.folded = folded;
        this.kinds = kinds;
        this.weights = weights;
        this.letters = letters;
        shapes = new long[letters.length * SHAPE];
        for (int id = 0; id < letters.length; id++) {
            shapes[id * SHAPE] = letters[id];
            shapes[id * SHAPE + 1] = Letters.like(letters[id]);
            shapes[id * SHAPE + 2] =
                    ((long) (starts[id + 1] - starts[id]) << Integer.SIZE)
                            | ((long) foldedLength(id) << 8)
                            | kinds[id];
            shapes[id * SHAPE + 3] =
                    ends(id) << Integer.SIZE | Float.floatToRawIntBits(weights[id]);
        }
    }

    private long ends(int id) {
        long last = texts[starts[id + 1] - 1] & 0xff;
        return last << Byte.SIZE | (texts[starts[id]] & 0xff);
    }

    static Vocabulary of(List<Token> tokens) {
        int size = tokens.size();
        byte[] kinds = new byte[size];
        float[] weights = new float[size];
        long[] letters = new long[size];
        Pool texts = new Pool(size);
        Pool folded = new Pool(size);
        for (int id = 0; id < size; id++) {
            Token token = tokens.get(id);
            texts.add(token.text());
            folded.add(token.folded());
            int plain = token.significant() && isAscii(token) ? PLAIN : 0;
            kinds[id] = (byte) (token.type().ordinal() | token.script().ordinal() << 4 | plain);
            weights[id] = token.weight();
            letters[id] = token.letters();
        }
        return new Vocabulary(
                texts.starts,
                texts.bytes(),
                folded.starts,
                folded.bytes(),
                kinds,
                weights,
                letters);
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
            sum += starts[ids.get(k)] + foldedStarts[ids.get(k)];
        }
        int last = folded.length - 1;
        for (int k = 0; k < ids.size(); k++) {
            sum += texts[starts[ids.get(k)]] + folded[Math.min(foldedStarts[ids.get(k)], last)];
        }
        return sum;
    }

    int size() {
        return kinds.length;
    }

    Token token(int id) {
        return new Token(
                text(texts, starts, id),
                text(folded, foldedStarts, id),
                CLASSES[kinds[id] & 15],
                SCRIPTS[kinds[id] >> 4 & 3],
                weights[id],
                letters[id]);
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
        return text(texts, starts, id);
    }

    String folded(int id) {
        return text(folded, foldedStarts, id);
    }

    boolean isText(int id, String text) {
        if (textLength(id) != text.length()) {
            return !plain(id) && text(id).equals(text);
        }
        for (int i = 0; i < text.length(); i++) {
            if (texts[starts[id] + i] != text.charAt(i)) {
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
        return (char) (shapes[id * SHAPE + 3] >>> (Integer.SIZE + Byte.SIZE) & 0xff);
    }

    int textLength(int id) {
        return (int) (shapes[id * SHAPE + 2] >>> Integer.SIZE);
    }

    int foldedLength(int id) {
        return foldedStarts[id + 1] - foldedStarts[id];
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
                                texts, starts[a], starts[a + 1], texts, starts[b], starts[b + 1]));
    }

    /** As {@link Token#isAlsoGivenName}. */
    boolean isAlsoGivenName(int id) {
        return type(id) == TokenClass.PARTICLE && isText(id, Token.BEN);
    }

    boolean isHonorific(int id) {
        return (kinds[id] & 15) == TokenClass.HONORIFIC.ordinal();
    }

    boolean scriptDiffers(Token token, int id) {
        return token.script().ordinal() != (kind(id) >> 4 & 3);
    }

    private static String text(byte[] pool, int[] starts, int id) {
        return new String(pool, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
    }

    /** Growing bytes. */
    private static final class Pool {
        final int[] starts;
        private byte[] bytes = new byte[1024];
        private int size;
        private int count;

        Pool(int words) {
            starts = new int[words + 1];
        }

        void add(String word) {
            byte[] more = word.getBytes(StandardCharsets.UTF_8);
            if (size + more.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
            }
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
            starts[++count] = size;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }
}
