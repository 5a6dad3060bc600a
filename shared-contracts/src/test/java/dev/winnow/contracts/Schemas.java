package dev.winnow.contracts;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the JSON Schema (2020-12) of every contract from its records. */
final class Schemas {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final SchemaGenerator GENERATOR = generator();

    private Schemas() {}

    /** Every schema by its file name. */
    static Map<String, JsonNode> all() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        for (RequestContract<?, ?> contract : Contracts.REQUESTS) {
            schemas.put(contract.schemaName("request"), of(contract.request()));
            schemas.put(contract.schemaName("reply"), of(contract.reply()));
        }
        for (EventContract<?> contract : Contracts.EVENTS) {
            schemas.put(contract.schemaName(), of(contract.data()));
        }
        schemas.put("error.json", of(ErrorBody.class));
        return schemas;
    }

    /** Read back from its text, so that numbers have the types they have in a file. */
    static JsonNode of(Class<?> type) {
        return MAPPER.readTree(GENERATOR.generateSchema(type).toString());
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(
                                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(Option.EXTRA_OPEN_API_FORMAT_VALUES)
                        .with(Option.PLAIN_DEFINITION_KEYS)
                        .with(
                                new JacksonSchemaModule(
                                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                        .with(
                                new JakartaValidationModule(
                                        JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        config.forFields().withRequiredCheck(Schemas::isRequired);
        return new SchemaGenerator(config.build());
    }

    /** As the records say it: what is not nullable is there; a missing list reads as empty. */
    private static boolean isRequired(FieldScope field) {
        return !Collection.class.isAssignableFrom(field.getRawMember().getType())
                && !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
