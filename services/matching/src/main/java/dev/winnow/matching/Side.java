package dev.winnow.matching;

/**
 * What is needed of a name's parts to pair them with another name's and to say what that is worth,
 * in arrays that are used again for the next name. Not thread-safe.
 */
final class Side {
    final float[] weights = new float[NameTokens.MOST];

    /** Whether the part says something about who is meant. */
    final boolean[] significant = new boolean[NameTokens.MOST];

    /** Whether the name has the same part once more. */
    final boolean[] repeated = new boolean[NameTokens.MOST];

    int size;

    /** How many parts say something. */
    int words;

    /** Whether nothing in it is only in names of organisations. */
    boolean ofPerson;

    static Side of(NameTokens name) {
        Side side = new Side();
        side.clear();
        for (int i = 0; i < name.size(); i++) {
            Token token = name.get(i);
            boolean before = false;
            for (int k = 0; k < i; k++) {
                if (name.get(k).text().equals(token.text())) {
                    side.repeated[k] = true;
                    before = true;
                }
            }
            side.add(token.weight(), token.significant(), token.type(), before);
        }
        return side;
    }

    /** Takes a name of an index in place of the one before. */
    void take(NameIndex index, int name) {
        clear();
        int from = index.nameStarts[name];
        for (int at = from; at < index.nameStarts[name + 1]; at++) {
            int id = index.parts[at];
            boolean before = false;
            for (int k = from; k < at; k++) {
                if (index.vocabulary.sameText(index.parts[k], id)) {
                    repeated[k - from] = true;
                    before = true;
                }
            }
            Vocabulary vocabulary = index.vocabulary;
            add(vocabulary.weight(id), vocabulary.significant(id), vocabulary.type(id), before);
        }
    }

    private void clear() {
        size = 0;
        words = 0;
        ofPerson = true;
    }

    private void add(float weight, boolean says, TokenClass type, boolean again) {
        weights[size] = weight;
        significant[size] = says;
        repeated[size] = again;
        words += says ? 1 : 0;
        ofPerson &= ofPerson(type);
        size++;
    }

    static boolean ofPerson(TokenClass type) {
        return type != TokenClass.LEGAL_FORM && type != TokenClass.COMPANY_WORD;
    }
}
