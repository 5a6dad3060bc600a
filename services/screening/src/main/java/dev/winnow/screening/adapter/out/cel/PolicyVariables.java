package dev.winnow.screening.adapter.out.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Hit;
import dev.winnow.screening.domain.Seen;
import dev.winnow.screening.domain.policy.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The variables that conditions may use, with their types and, for an evaluation, their values. The
 * service's README lists them.
 */
final class PolicyVariables {
    private static final StructType APPLICANT =
            struct(
                    "winnow.Applicant",
                    Map.ofEntries(
                            Map.entry("kind", SimpleType.STRING),
                            Map.entry("name", SimpleType.STRING),
                            Map.entry("date_of_birth", SimpleType.TIMESTAMP),
                            Map.entry("age", SimpleType.INT),
                            Map.entry("nationality", SimpleType.STRING),
                            Map.entry("document_type", SimpleType.STRING),
                            Map.entry("document_number", SimpleType.STRING),
                            Map.entry("document_country", SimpleType.STRING),
                            Map.entry("email", SimpleType.STRING),
                            Map.entry("phone", SimpleType.STRING),
                            Map.entry("address", SimpleType.STRING),
                            Map.entry("country", SimpleType.STRING)));
    private static final StructType APPLICATION =
            struct(
                    "winnow.Application",
                    Map.of(
                            "product", SimpleType.STRING,
                            "amount", SimpleType.DOUBLE,
                            "currency", SimpleType.STRING,
                            "device", SimpleType.STRING,
                            "ip", SimpleType.STRING));
    private static final StructType HIT =
            struct(
                    "winnow.Hit",
                    Map.of(
                            "list", SimpleType.STRING,
                            "entry", SimpleType.STRING,
                            "matched_name", SimpleType.STRING,
                            "score", SimpleType.DOUBLE));
    private static final StructType COUNTER =
            struct(
                    "winnow.Counter",
                    Map.of(
                            "key", SimpleType.STRING,
                            "window", SimpleType.STRING,
                            "applications", SimpleType.INT,
                            "applicants", SimpleType.INT,
                            "amount", SimpleType.DOUBLE));
    private static final StructType DUPLICATE =
            struct(
                    "winnow.Duplicate",
                    Map.of(
                            "application",
                            SimpleType.STRING,
                            "submitted_at",
                            SimpleType.TIMESTAMP,
                            "score",
                            SimpleType.DOUBLE,
                            "differs",
                            ListType.create(SimpleType.STRING)));
    private static final StructType CHECK =
            struct(
                    "winnow.Check",
                    Map.of(
                            "status",
                            SimpleType.STRING,
                            "findings",
                            ListType.create(SimpleType.STRING)));

    /** A field for each check, so that a misspelt name is found when the policy is loaded. */
    private static final StructType CHECKS =
            struct(
                    "winnow.Checks",
                    Arrays.stream(Check.values())
                            .collect(Collectors.toUnmodifiableMap(Check::wireName, c -> CHECK)));

    private static final ImmutableList<CelType> TYPES =
            ImmutableList.of(APPLICANT, APPLICATION, HIT, COUNTER, DUPLICATE, CHECK, CHECKS);

    private PolicyVariables() {}

    static void declare(CelCompilerBuilder builder) {
        builder.setTypeProvider(new Types())
                .addVar("applicant", APPLICANT)
                .addVar("application", APPLICATION)
                .addVar("hits", ListType.create(HIT))
                .addVar("counters", ListType.create(COUNTER))
                .addVar("duplicates", ListType.create(DUPLICATE))
                .addVar("checks", CHECKS)
                .addVar("findings", ListType.create(SimpleType.STRING))
                .addVar("today", SimpleType.TIMESTAMP);
    }

    static Map<String, Object> values(Facts facts) {
        List<Object> hits = facts.hits().stream().<Object>map(PolicyVariables::hit).toList();
        List<String> findings =
                facts.checks().stream().flatMap(c -> c.findings().stream()).toList();
        return Map.of(
                "applicant", applicant(facts),
                "application", application(facts.application()),
                "hits", hits,
                "counters",
                        facts.seen().counters().stream()
                                .<Object>map(PolicyVariables::counter)
                                .toList(),
                "duplicates",
                        facts.seen().duplicates().stream()
                                .<Object>map(PolicyVariables::duplicate)
                                .toList(),
                "checks", checks(facts.checks()),
                "findings", findings,
                "today", midnight(facts.today()));
    }

    private static Struct applicant(Facts facts) {
        Applicant applicant = facts.application().applicant();
        Map<String, Object> values = new HashMap<>();
        values.put("kind", applicant.kind().name().toLowerCase(Locale.ROOT));
        values.put("name", applicant.name());
        put(values, "nationality", applicant.nationality());
        put(values, "document_type", applicant.documentType());
        put(values, "document_number", applicant.documentNumber());
        put(values, "document_country", applicant.documentCountry());
        put(values, "email", applicant.email());
        put(values, "phone", applicant.phone());
        put(values, "address", applicant.address());
        put(values, "country", applicant.country());
        LocalDate born = applicant.dateOfBirth();
        put(values, "date_of_birth", born == null ? null : midnight(born));
        applicant.ageOn(facts.today()).ifPresent(age -> values.put("age", (long) age));
        return new Struct(APPLICANT, "applicant", values);
    }

    private static Struct application(Application application) {
        Map<String, Object> values = new HashMap<>();
        put(values, "product", application.product());
        put(values, "currency", application.currency());
        put(values, "device", application.device());
        put(values, "ip", application.ip());
        BigDecimal amount = application.amount();
        put(values, "amount", amount == null ? null : amount.doubleValue());
        return new Struct(APPLICATION, "application", values);
    }

    private static Struct hit(Hit hit) {
        return new Struct(
                HIT,
                "hit",
                Map.of(
                        "list", hit.list(),
                        "entry", hit.entry(),
                        "matched_name", hit.matchedName(),
                        "score", hit.score()));
    }

    private static Struct counter(Seen.Counter counter) {
        return new Struct(
                COUNTER,
                "counter",
                Map.of(
                        "key", counter.key(),
                        "window", counter.window(),
                        "applications", (long) counter.applications(),
                        "applicants", (long) counter.applicants(),
                        "amount", counter.amount()));
    }

    private static Struct duplicate(Seen.Duplicate duplicate) {
        return new Struct(
                DUPLICATE,
                "duplicate",
                Map.of(
                        "application", duplicate.applicationId(),
                        "submitted_at", duplicate.submittedAt(),
                        "score", duplicate.score(),
                        "differs", duplicate.differs()));
    }

    private static Struct checks(List<CheckResult> results) {
        Map<String, Object> values = new HashMap<>();
        for (CheckResult result : results) {
            Map<String, Object> check =
                    Map.of(
                            "status", result.status().name().toLowerCase(Locale.ROOT),
                            "findings", result.findings());
            values.put(result.check().wireName(), new Struct(CHECK, "check", check));
        }
        return new Struct(CHECKS, "checks", values);
    }

    private static void put(Map<String, Object> values, String field, @Nullable Object value) {
        if (value != null) {
            values.put(field, value);
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static StructType struct(String name, Map<String, ? extends CelType> types) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(types);
        return StructType.create(
                name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static final class Types implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return TYPES;
        }

        @Override
        public Optional<CelType> findType(String name) {
            return TYPES.stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
