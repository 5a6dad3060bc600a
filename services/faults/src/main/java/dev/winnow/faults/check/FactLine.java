package dev.winnow.faults.check;

/**
 * One fact, as it stands in a line of a set.
 *
 * @param key what it is about; the facts of one key are in order
 * @param sequence of the key, from 1 without gaps
 * @param id unique for ever
 */
public record FactLine(String key, int sequence, String id) {
    @Override
    public String toString() {
        return key + "/" + sequence + " " + id;
    }
}
