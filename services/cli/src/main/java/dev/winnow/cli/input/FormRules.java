package dev.winnow.cli.input;

import dev.winnow.contracts.applications.ApplicationForm;
import java.util.Optional;

/** What the submit contract asks of a form beyond its shape. */
@FunctionalInterface
public interface FormRules {

    /** The first broken rules in words; empty when the form keeps them all. */
    Optional<String> problem(ApplicationForm form);
}
