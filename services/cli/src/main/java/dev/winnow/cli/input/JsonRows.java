package dev.winnow.cli.input;

import dev.winnow.contracts.applications.ApplicationForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a JSON Lines file: one object with the fields of the submit contract on each line. */
final class JsonRows implements RowReader {
    /** Strict where a service is lenient: a misspelt field must not be lost in silence. */
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private final String file;
    private final BufferedReader lines;
    private final FormRules rules;
    private long line;

    JsonRows(String file, Reader text, FormRules rules) {
        this.file = file;
        this.lines = new BufferedReader(text);
        this.rules = rules;
    }

    @Override
    public @Nullable Row next() throws InputException {
        try {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                if (!text.isBlank()) {
                    return row(text);
                }
            }
            return null;
        } catch (IOException e) {
            throw Problems.unreadable(file, e);
        }
    }

    private Row row(String text) {
        try {
            ApplicationForm form = STRICT.readValue(text, ApplicationForm.class);
            if (form == null) {
                return new Row.Bad(line, "is not a JSON object");
            }
            return rules.problem(form)
                    .<Row>map(problem -> new Row.Bad(line, problem))
                    .orElseGet(() -> new Row.Usable(line, form));
        } catch (JacksonException e) {
            return new Row.Bad(line, words(e));
        }
    }

    /** Jackson's own messages quote the input; the place is enough. */
    private static String words(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field " + unknown.getPropertyName();
        }
        if (e instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            return wrong.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .collect(Collectors.joining("."))
                    + " has a value of the wrong form";
        }
        var place = e.getLocation();
        return "is not a JSON object" + (place == null ? "" : ", at column " + place.getColumnNr());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
