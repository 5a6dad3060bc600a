package dev.winnow.matching;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;

/**
 * A {@link NameIndex} as bytes, which is read much faster than an index is made: a head, its
 * arrays, and a checksum of all that (CRC-32C). Little-endian. What was written by another version
 * of the format or the algorithm, for other names, or was damaged since is not read.
 */
public final class IndexFormat {
    private static final int MAGIC = 0x5758_4957;
    private static final int FORMAT = 6;
    private static final int BUFFER = 1 << 20;

    private IndexFormat() {}

    /**
     * @param names which names these are, in the words of the caller
     */
    public static void write(NameIndex index, String names, WritableByteChannel to)
            throws IOException {
        Writer writer = new Writer(to);
        writer.number(MAGIC);
        writer.number(FORMAT);
        writer.bytes(head(names));
        Vocabulary vocabulary = index.vocabulary;
        writer.longs(vocabulary.shapes);
        writer.bytes(vocabulary.texts);
        writer.ints(index.nameStarts);
        writer.ints(index.parts);
        writer.ints(index.postingStarts);
        writer.ints(index.postings);
        writer.longs(index.neighbours.table.entries());
        writer.longs(index.joined.entries());
        writer.end();
    }

    /**
     * @param names as they were written with
     * @throws IOException when the channel fails, or its bytes are not an index of these names
     */
    public static NameIndex read(String names, SeekableByteChannel from) throws IOException {
        Reader reader = new Reader(from);
        require(reader.number() == MAGIC && reader.number() == FORMAT, "another format");
        byte[] head = reader.bytes();
        require(Arrays.equals(head, head(names)), "of other names or another algorithm");
        long[] shapes = reader.longs();
        byte[] texts = reader.bytes();
        int[] nameStarts = reader.ints();
        int[] parts = reader.ints();
        int[] postingStarts = reader.ints();
        int[] postings = reader.ints();
        long[] neighbours = reader.longs();
        long[] joined = reader.longs();
        // Nothing is made of them before it is sure that they are whole.
        reader.end();
        return new NameIndex(
                new Vocabulary(shapes, texts),
                nameStarts,
                parts,
                postingStarts,
                postings,
                KeyTable.sorted(neighbours),
                KeyTable.sorted(joined));
    }

    private static byte[] head(String names) {
        return (Algorithm.VERSION + " " + names).getBytes(StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("not a usable index: " + otherwise);
        }
    }

    /** One buffer on its way out. */
    private static final class Writer {
        private final WritableByteChannel to;
        private final ByteBuffer buffer =
                ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        private final CRC32C checksum = new CRC32C();

        Writer(WritableByteChannel to) {
            this.to = to;
        }

        void number(int value) throws IOException {
            room(Integer.BYTES);
            buffer.putInt(value);
        }

        void bytes(byte[] values) throws IOException {
            each(values.length, Byte.BYTES, i -> buffer.put(values[i]));
        }

        void ints(int[] values) throws IOException {
            each(values.length, Integer.BYTES, i -> buffer.putInt(values[i]));
        }

        void longs(long[] values) throws IOException {
            each(values.length, Long.BYTES, i -> buffer.putLong(values[i]));
        }

        private void each(int length, int size, IntConsumer put) throws IOException {
            number(length);
            for (int i = 0; i < length; ) {
                room(size);
                int until = Math.min(length, i + buffer.remaining() / size);
                while (i < until) {
                    put.accept(i++);
                }
            }
        }

        private void room(int size) throws IOException {
            if (buffer.remaining() < size) {
                flush();
            }
        }

        private void flush() throws IOException {
            buffer.flip();
            checksum.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }

        void end() throws IOException {
            flush();
            buffer.putInt((int) checksum.getValue());
            flush();
        }
    }

    /** One buffer on its way in. */
    private static final class Reader {
        private final SeekableByteChannel from;
        private final ByteBuffer buffer =
                ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).flip();
        private final CRC32C checksum = new CRC32C();

        Reader(SeekableByteChannel from) {
            this.from = from;
        }

        int number() throws IOException {
            need(Integer.BYTES);
            checksum.update(buffer.slice(buffer.position(), Integer.BYTES));
            return buffer.getInt();
        }

        byte[] bytes() throws IOException {
            byte[] values = new byte[length(Byte.BYTES)];
            each(values.length, Byte.BYTES, i -> values[i] = buffer.get());
            return values;
        }

        int[] ints() throws IOException {
            int[] values = new int[length(Integer.BYTES)];
            each(values.length, Integer.BYTES, i -> values[i] = buffer.getInt());
            return values;
        }

        long[] longs() throws IOException {
            long[] values = new long[length(Long.BYTES)];
            each(values.length, Long.BYTES, i -> values[i] = buffer.getLong());
            return values;
        }

        /** A damaged length must not take the memory. */
        private int length(int size) throws IOException {
            int length = number();
            require(length >= 0 && (long) length * size <= from.size(), "damaged");
            return length;
        }

        private void each(int length, int size, IntConsumer take) throws IOException {
            for (int i = 0; i < length; ) {
                need(size);
                int until = Math.min(length, i + buffer.remaining() / size);
                checksum.update(buffer.slice(buffer.position(), (until - i) * size));
                while (i < until) {
                    take.accept(i++);
                }
            }
        }

        private void need(int size) throws IOException {
            if (buffer.remaining() >= size) {
                return;
            }
            buffer.compact();
            while (buffer.position() < size) {
                if (from.read(buffer) < 0) {
                    throw new EOFException("not a usable index: it ends too early");
                }
            }
            buffer.flip();
        }

        void end() throws IOException {
            int expected = (int) checksum.getValue();
            require(number() == expected, "damaged");
            require(!buffer.hasRemaining() && from.read(buffer.clear()) < 0, "more than an index");
        }
    }
}
