package dev.winnow.screening.application;

/** Reads policy files. */
public interface PolicyCompiler {
    /**
     * Reads and checks a policy file as a whole.
     *
     * @throws PolicyRefusedException with every mistake that was found, by line
     */
    CompiledPolicy compile(String yaml);
}
