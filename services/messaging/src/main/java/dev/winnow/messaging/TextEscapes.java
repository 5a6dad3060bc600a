package dev.winnow.messaging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds texts in JSON that are no texts: with the character U+0000, which PostgreSQL does not keep,
 * or with half of a surrogate pair, which cannot be written as UTF-8 again. In JSON that is read as
 * UTF-8 both can stand as escapes only.
 */
final class TextEscapes {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int DIGITS = 4;

    private TextEscapes() {}

    /** The place of the first one that is no text, or -1. Reads eight bytes at a time. */
    static int firstBad(byte[] json) {
        return firstBad(json, 0);
    }

    /** As the other, from there to the end. */
    static int firstBad(byte[] json, int from) {
        int at = from;
        while (at < json.length) {
            at = nextBackslash(json, at);
            if (at + 1 >= json.length) {
                return -1;
            }
            if (json[at + 1] != 'u') {
                at += 2;
                continue;
            }
            int unit = unit(json, at);
            if (unit == 0 || isLow(unit) || (isHigh(unit) && !isLow(unit(json, at + 2 + DIGITS)))) {
                return at;
            }
            at += (isHigh(unit) ? 2 : 1) * (2 + DIGITS);
        }
        return -1;
    }

    private static int nextBackslash(byte[] json, int from) {
        int at = from;
        for (; at + Long.BYTES <= json.length; at += Long.BYTES) {
            long zeroWhereFound = (long) LONGS.get(json, at) ^ BACKSLASHES;
            if (((zeroWhereFound - ONES) & ~zeroWhereFound & HIGH_BITS) != 0) {
                break;
            }
        }
        while (at < json.length && json[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The UTF-16 unit of the escape that begins there; -1 when there is none. */
    private static int unit(byte[] json, int at) {
        if (at + 2 + DIGITS > json.length || json[at] != '\\' || json[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = 0; i < DIGITS; i++) {
            unit = unit * 16 + Character.digit(json[at + 2 + i], 16);
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }
}
