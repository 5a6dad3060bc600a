package dev.winnow.watchlist.adapter.out.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An element of an XML file, with what is in it: small, since a list is read one party after the
 * other. For one thread.
 *
 * @param line where it begins
 */
record XmlRecord(String name, long line, StringBuilder content, List<XmlRecord> children) {

    static XmlRecord at(String name, long line) {
        return new XmlRecord(name, line, new StringBuilder(), new ArrayList<>());
    }

    /** Its own text, every run of white space as one blank. */
    String text() {
        return content.toString().strip().replaceAll("\\s+", " ");
    }

    List<XmlRecord> all(String child) {
        return children.stream().filter(c -> c.name.equals(child)).toList();
    }

    /** The text of the first such child; empty when there is none or nothing in it. */
    String text(String child) {
        Optional<XmlRecord> first = children.stream().filter(c -> c.name.equals(child)).findFirst();
        return first.map(XmlRecord::text).orElse("");
    }

    /** The texts of these children of a child that is there several times. */
    List<String> texts(String child, String grandchild) {
        return all(child).stream()
                .flatMap(c -> c.all(grandchild).stream())
                .map(XmlRecord::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** What is there of these children, in one line. */
    String line(String... parts) {
        List<String> there = new ArrayList<>();
        for (String part : parts) {
            String text = text(part);
            if (!text.isEmpty()) {
                there.add(text);
            }
        }
        return String.join(", ", there);
    }
}
