package dev.winnow.screening.adapter.out.cel;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML from strangers: limited in size and depth, without anchors, aliases or any Java type.
 */
final class YamlTree {
    static final int MAX_CHARACTERS = 262_144;

    /** A policy needs four: file, rules, rule, value. */
    private static final int MAX_DEPTH = 8;

    private YamlTree() {}

    static Node read(String yaml) {
        if (yaml.length() > MAX_CHARACTERS) {
            throw Mistakes.only(1, "the file is longer than " + MAX_CHARACTERS + " characters");
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).setUseMarks(true).build();
        try {
            // Events first: they are read without recursion, so depth can be limited before a tree
            // is built.
            checkEvents(new Parse(settings).parseString(yaml));
            Optional<Node> root = new Compose(settings).composeString(yaml);
            return root.orElseThrow(() -> Mistakes.only(1, "the file is empty"));
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem();
            throw Mistakes.only(
                    line(e.getProblemMark().or(e::getContextMark)),
                    "not valid YAML: " + (problem == null ? "cannot be read" : oneLine(problem)));
        } catch (YamlEngineException e) {
            throw Mistakes.only(1, "not valid YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** The line of a mark, from 1. */
    static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(1);
    }

    private static void checkEvents(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw Mistakes.only(
                        line(event.getStartMark()), "nested deeper than " + MAX_DEPTH + " levels");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
                throw Mistakes.only(
                        line(event.getStartMark()), "anchors and aliases are not used in policies");
            }
        }
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
