package dev.winnow.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The house's dependency rules, checked on compiled classes. A rule that would guard nothing, since
 * its package is not there, is a failure too.
 */
public final class HexagonRules {
    private static final String HOUSE = "dev.winnow";

    /** A library of pure functions, so that a domain may stand on it. */
    private static final String MATCHING = HOUSE + ".matching..";

    private static final String[] SQL = {
        "java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer.hikari..", "org.postgresql.."
    };

    private HexagonRules() {}

    /**
     * Checks one service: {@code domain} sees java and the matching library only, {@code
     * application} sees {@code domain}, the adapters see both and never each other, SQL stays in
     * {@code adapter.out.jdbi}, and of the house a service sees contracts, messaging and datastore.
     *
     * @param service the service's package, such as {@code dev.winnow.applications}
     * @throws AssertionError that lists every violation
     */
    public static void check(String service) {
        check(service, production(service));
    }

    /**
     * Checks everything of the house on the class path: NATS's client is seen by messaging only,
     * SQL by {@code adapter.out.jdbi}, datastore and the local servers only.
     */
    public static void checkHouse() {
        JavaClasses all = production(HOUSE);
        List<String> violations = new ArrayList<>();
        requirePackages(all, List.of(HOUSE + ".messaging", HOUSE + ".datastore"), violations);
        collect(
                noClasses()
                        .that(not(resideInAPackage(HOUSE + ".messaging..")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.nats..")
                        .as("io.nats only in messaging"),
                all,
                violations);
        collect(
                noClasses()
                        .that(
                                not(
                                        resideInAnyPackage(
                                                HOUSE + ".datastore..",
                                                HOUSE + ".localservers..",
                                                HOUSE + ".testkit..",
                                                HOUSE + ".cli.local..",
                                                "..adapter.out.jdbi..")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(SQL)
                        .as("SQL only in adapter.out.jdbi, datastore and localservers"),
                all,
                violations);
        report(HOUSE, violations);
    }

    static void check(String service, JavaClasses classes) {
        String domain = service + ".domain";
        String application = service + ".application";
        String in = service + ".adapter.in";
        String out = service + ".adapter.out";
        List<String> violations = new ArrayList<>();
        requirePackages(classes, List.of(domain, application, in, out), violations);
        rules(service, domain, application, in, out)
                .forEach(rule -> collect(rule, classes, violations));
        report(service, violations);
    }

    private static List<ArchRule> rules(
            String service, String domain, String application, String in, String out) {
        String[] language = {"java..", "org.jspecify.annotations..", MATCHING};
        return List.of(
                onlySees(domain, inAny(language).or(within(domain)))
                        .as("domain sees java and matching only"),
                onlySees(application, inAny(language).or(within(domain)).or(within(application)))
                        .as("application sees domain, java and matching only"),
                neverSees(in, within(out)).as("adapter.in never sees adapter.out"),
                neverSees(out, within(in)).as("adapter.out never sees adapter.in"),
                neverSees(service + ".adapter", resideInAPackage(service))
                        .as("adapters do not know how they are wired"),
                neverSees(service, resideInAPackage("io.nats..")).as("io.nats only in messaging"),
                neverSees(service, otherParts(service)).as("no service sees another"),
                noClasses()
                        .that(within(service).and(not(within(out + ".jdbi"))))
                        .should()
                        .dependOnClassesThat(inAny(SQL))
                        .as("SQL only in adapter.out.jdbi"));
    }

    private static ArchRule onlySees(String from, DescribedPredicate<JavaClass> allowed) {
        return classes().that(within(from)).should().onlyDependOnClassesThat(allowed);
    }

    private static ArchRule neverSees(String from, DescribedPredicate<? super JavaClass> what) {
        return noClasses().that(within(from)).should().dependOnClassesThat(what);
    }

    /** The house but for the service itself and what every service stands on. */
    private static DescribedPredicate<JavaClass> otherParts(String service) {
        return within(HOUSE)
                .and(not(within(service)))
                .and(not(within(HOUSE + ".contracts")))
                .and(not(within(HOUSE + ".messaging")))
                .and(not(within(HOUSE + ".datastore")))
                .and(not(resideInAPackage(MATCHING)))
                .as("other services");
    }

    private static DescribedPredicate<JavaClass> within(String name) {
        return resideInAPackage(name + "..");
    }

    private static DescribedPredicate<JavaClass> inAny(String... packages) {
        return resideInAnyPackage(packages);
    }

    private static JavaClasses production(String name) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(name);
    }

    private static void requirePackages(
            JavaClasses classes, List<String> packages, List<String> violations) {
        for (String each : packages) {
            if (!classes.that(within(each)).iterator().hasNext()) {
                violations.add("nothing to guard: there is no class in " + each);
            }
        }
    }

    private static void collect(ArchRule rule, JavaClasses classes, List<String> violations) {
        // An empty package is reported by name, once, before.
        rule.allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails()
                .forEach(violation -> violations.add(rule.getDescription() + ": " + violation));
    }

    private static void report(String what, List<String> violations) {
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    what
                            + " breaks the house's rules:\n  "
                            + String.join("\n  ", violations.stream().distinct().toList()));
        }
    }
}
