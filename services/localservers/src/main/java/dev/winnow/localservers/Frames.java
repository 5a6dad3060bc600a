package dev.winnow.localservers;

/** Finds the units in one direction of one connection. Used by one thread. */
interface Frames {
    /**
     * The length of the unit that begins there, or 0 when it is not complete yet. Asked again for
     * the same unit when there is more of it.
     */
    int next(byte[] buffer, int from, int to);

    /** Of the unit that {@link #next} has just found. */
    String kind(byte[] buffer, int from, int length);

    default Unit.Details details(byte[] buffer, int from, int length) {
        return Unit.Details.NONE;
    }

    /** Both directions of a connection. */
    record Pair(Frames toServer, Frames toClient) {}

    /** Whatever comes together. */
    static Pair bytes() {
        Frames all =
                new Frames() {
                    @Override
                    public int next(byte[] buffer, int from, int to) {
                        return to - from;
                    }

                    @Override
                    public String kind(byte[] buffer, int from, int length) {
                        return "BYTES";
                    }
                };
        return new Pair(all, all);
    }
}
