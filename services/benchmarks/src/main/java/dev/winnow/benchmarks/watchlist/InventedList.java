package dev.winnow.benchmarks.watchlist;

import dev.winnow.contracts.PartyKind;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.messaging.Json;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** An invented list as a file, in versions that differ in every fiftieth entry, and questions. */
final class InventedList {
    private static final int DIFFERS = 50;
    private static final int QUESTIONS = 2_000;

    private final List<Entry> entries;
    private final int names;

    InventedList(int names) {
        this.names = names;
        entries = new Inventor(names).entries(names);
    }

    /** As Winnow's own CSV. */
    Path write(Path file, int version) throws IOException {
        StringBuilder text = new StringBuilder("entry,kind,name,aliases,remarks\n");
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            text.append(entry.number())
                    .append(',')
                    .append(entry.kind().name().toLowerCase(Locale.ROOT))
                    .append(",\"")
                    .append(entry.names().getFirst().text())
                    .append("\",\"")
                    .append(
                            entry.names().stream()
                                    .skip(1)
                                    .map(ListedName::text)
                                    .collect(Collectors.joining(";")))
                    .append("\",")
                    .append(i % DIFFERS == 0 ? "version " + version : "")
                    .append('\n');
        }
        return Files.writeString(file, text);
    }

    /** A quarter is on the list, a quarter nearly, and half of them is not. */
    List<ScreenRequest> questions() {
        Mangler mangler = new Mangler(names);
        Inventor others = new Inventor(names + 1L);
        Random random = new Random(names);
        List<ScreenRequest> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            String listed = entries.get(random.nextInt(entries.size())).names().getFirst().text();
            Mangler.Way way = Mangler.WAYS.get(i % Mangler.WAYS.size());
            String wrong = i % 4 == 1 ? mangler.mangle(listed, true, way) : null;
            String name = i % 4 == 0 ? listed : wrong == null ? others.person() : wrong;
            questions.add(
                    new ScreenRequest(
                            name, PartyKind.PERSON, null, List.of(), List.of(), null, null));
        }
        return questions;
    }

    List<byte[]> bodies() {
        return questions().stream().map(Json::write).toList();
    }

    int size() {
        return entries.size();
    }
}
