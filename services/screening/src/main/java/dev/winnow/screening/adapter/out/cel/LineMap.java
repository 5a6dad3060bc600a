package dev.winnow.screening.adapter.out.cel;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Says on which line of the file a place inside a value stands. YAML folds and indents text over
 * several lines, but it keeps every character that is not white space, in order; so those are
 * counted.
 */
final class LineMap {
    private final String value;
    private final int[] source;
    private final int start;
    private final int firstLine;

    private LineMap(String value, int[] source, int start, int firstLine) {
        this.value = value;
        this.source = source;
        this.start = start;
        this.firstLine = firstLine;
    }

    static LineMap of(ScalarNode node, int[] fileCodePoints) {
        Mark mark = node.getStartMark().orElseThrow();
        int start = mark.getIndex();
        int line = mark.getLine() + 1;
        boolean block =
                node.getScalarStyle() == ScalarStyle.LITERAL
                        || node.getScalarStyle() == ScalarStyle.FOLDED;
        if (block) {
            // The text begins on the line after the indicator.
            while (start < fileCodePoints.length && fileCodePoints[start] != '\n') {
                start++;
            }
            start++;
            line++;
        } else if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            start++; // the opening quote
        }
        return new LineMap(node.getValue(), fileCodePoints, start, line);
    }

    /**
     * The line of the file, from 1.
     *
     * @param line in the value, from 1
     * @param column in that line, from 0
     */
    int fileLine(int line, int column) {
        int before = visibleBefore(line, column);
        int fileLine = firstLine;
        for (int i = start; i < source.length; i++) {
            if (source[i] == '\n') {
                fileLine++;
            } else if (!Character.isWhitespace(source[i]) && before-- == 0) {
                return fileLine;
            }
        }
        return fileLine;
    }

    private int visibleBefore(int line, int column) {
        int visible = 0;
        int atLine = 1;
        int atColumn = 0;
        int[] points = value.stripTrailing().codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (atLine == line && atColumn == column) {
                return visible;
            }
            if (points[i] == '\n') {
                atLine++;
                atColumn = 0;
            } else {
                atColumn++;
                visible += Character.isWhitespace(points[i]) ? 0 : 1;
            }
        }
        return Math.max(0, visible - 1); // the end: where the last visible character stands
    }
}
