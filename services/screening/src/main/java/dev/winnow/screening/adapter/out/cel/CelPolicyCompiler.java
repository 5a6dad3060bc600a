package dev.winnow.screening.adapter.out.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import dev.winnow.screening.application.CompiledPolicy;
import dev.winnow.screening.application.PolicyCompiler;
import dev.winnow.screening.domain.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML policies and type-checks their CEL conditions. Every mistake is reported with its
 * line. Safe to share.
 */
public final class CelPolicyCompiler implements PolicyCompiler {
    /** Bounds of a condition: its size and depth when read, its loops when evaluated. */
    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .maxExpressionCodePointSize(PolicyFile.MAX_CONDITION)
                    .maxParseRecursionDepth(50)
                    .comprehensionMaxIterations(10_000)
                    .maxRegexProgramSize(1_000)
                    .enableHeterogeneousNumericComparisons(true)
                    .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CelValidator validator;

    public CelPolicyCompiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setResultType(SimpleType.BOOL);
        PolicyVariables.declare(builder);
        this.compiler = builder.build();
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
        this.validator =
                CelValidatorFactory.standardCelValidatorBuilder(compiler, runtime)
                        .addAstValidators(
                                RegexLiteralValidator.INSTANCE,
                                TimestampLiteralValidator.INSTANCE,
                                DurationLiteralValidator.INSTANCE)
                        .build();
    }

    @Override
    public CompiledPolicy compile(String yaml) {
        Mistakes mistakes = new Mistakes();
        Optional<PolicyFile.Read> read = PolicyFile.read(yaml, mistakes);
        List<CelPolicy.Condition> conditions = new ArrayList<>();
        if (read.isPresent()) {
            List<Rule> rules = read.get().policy().rules();
            for (int i = 0; i < rules.size(); i++) {
                condition(rules.get(i), read.get().lines().get(i), mistakes)
                        .ifPresent(conditions::add);
            }
        }
        mistakes.throwIfAny();
        return new CelPolicy(read.orElseThrow().policy(), yaml, conditions);
    }

    private Optional<CelPolicy.Condition> condition(Rule rule, LineMap lines, Mistakes mistakes) {
        try {
            CelAbstractSyntaxTree tree =
                    sound(compiler.compile(rule.condition()), rule, lines, mistakes);
            if (tree == null || sound(validator.validate(tree), rule, lines, mistakes) == null) {
                return Optional.empty();
            }
            if (CelNavigableAst.fromAst(tree)
                    .getRoot()
                    .allNodes()
                    .anyMatch(node -> node.getKind() == ExprKind.Kind.STRUCT)) {
                // The type names are there for checking only; there is nothing to make.
                mistakes.add(lines.fileLine(1, 0), rule.code() + ": values cannot be made here");
                return Optional.empty();
            }
            return Optional.of(new CelPolicy.Condition(rule, runtime.createProgram(tree)));
        } catch (CelValidationException | CelEvaluationException e) {
            mistakes.add(lines.fileLine(1, 0), rule.code() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static @Nullable CelAbstractSyntaxTree sound(
            CelValidationResult result, Rule rule, LineMap lines, Mistakes mistakes)
            throws CelValidationException {
        if (!result.hasError()) {
            return result.getAst();
        }
        for (CelIssue issue : result.getErrors()) {
            int line = issue.getSourceLocation().getLine();
            int column = issue.getSourceLocation().getColumn();
            mistakes.add(
                    line < 1 ? lines.fileLine(1, 0) : lines.fileLine(line, Math.max(0, column)),
                    rule.code() + ": " + issue.getMessage().lines().findFirst().orElse("refused"));
        }
        return null;
    }
}
