package dev.winnow.cli.screen;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;

/** Rules that arguments have to keep. */
final class Arguments {

    private Arguments() {}

    static void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}
