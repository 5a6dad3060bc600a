package dev.winnow.watchlist.adapter.out.files;

import dev.winnow.watchlist.domain.RefusedListException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the records of an XML file one after the other, never the whole file as a tree.
 *
 * <p>A file with a document type is refused before anything of it is looked at: it is the door to
 * entities that grow without end and to files that are none of the list's.
 */
final class XmlFile {
    /** Deeper than any list goes. */
    private static final int DEEPEST = 16;

    /** More than any party of a list has. */
    private static final int MOST_ELEMENTS = 10_000;

    private final ListFile file;

    XmlFile(ListFile file) {
        this.file = file;
    }

    /**
     * Hands over every element at that path below the root.
     *
     * @param root takes the root element, with its attributes, before its records
     * @param paths of groups and records, as in {@code PEOPLE/PERSON}; an element of a group that
     *     is none of these is refused
     */
    void read(Consumer<XMLStreamReader> root, List<String> paths, Consumer<XmlRecord> records)
            throws RefusedListException {
        try {
            XMLStreamReader reader =
                    factory().createXMLStreamReader(new ByteArrayInputStream(file.bytes()));
            try {
                start(reader);
                root.accept(reader);
                groups(reader, paths, records);
                end(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw file.refusal(
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
                    "is not well-formed XML: " + reason(e));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("refers to something outside the file");
        });
        return factory;
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            throw file.refusal(1, "declares the encoding " + declared + "; only UTF-8 is read");
        }
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            if (reader.getEventType() == XMLStreamConstants.DTD) {
                throw file.refusal(line(reader), "has a document type (DTD), which no list needs");
            }
        }
    }

    private void groups(XMLStreamReader reader, List<String> paths, Consumer<XmlRecord> records)
            throws XMLStreamException {
        String group = "";
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String path = group + reader.getLocalName();
                if (group.isEmpty() && paths.stream().anyMatch(p -> p.startsWith(path + "/"))) {
                    group = path + "/";
                } else if (paths.contains(path)) {
                    records.accept(record(reader));
                } else {
                    throw file.refusal(
                            line(reader), "has an element that is not known: " + shown(path));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (group.isEmpty()) {
                    return;
                }
                group = "";
            }
        }
    }

    private XmlRecord record(XMLStreamReader reader) throws XMLStreamException {
        XmlRecord top = XmlRecord.at(reader.getLocalName(), line(reader));
        Deque<XmlRecord> open = new ArrayDeque<>();
        open.push(top);
        int elements = 1;
        while (!open.isEmpty()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlRecord child = XmlRecord.at(reader.getLocalName(), line(reader));
                    if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
                        throw file.refusal(child.line(), "has too many elements in one entry");
                    }
                    open.element().children().add(child);
                    open.push(child);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().content().append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw file.refusal(line(reader), "has an entity reference");
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> {
                    // Comments and processing instructions say nothing about parties.
                }
            }
        }
        return top;
    }

    /** What follows the root must still be well-formed. */
    private static void end(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static long line(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }

    static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** The parser's words, in one line, without the place that we say ourselves. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int words = message.indexOf("Message: ");
        String text = words < 0 ? message : message.substring(words + "Message: ".length());
        return shown(text.strip().replaceAll("\\s+", " "));
    }
}
