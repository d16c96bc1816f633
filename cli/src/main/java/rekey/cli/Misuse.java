package rekey.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** A call against a rule of Rekey's own. Its text is a fixed one, so that it can be shown: it repeats nothing of the call. */
final class Misuse extends ParameterException {
    /** @param rule what is wrong and what to do, without a value that was given */
    Misuse(CommandLine command, String rule) {
        super(command, rule);
    }

    /** The same of one value, from where picocli converts it and the command is not known. */
    static final class OfValue extends TypeConversionException {
        OfValue(String rule) {
            super(rule);
        }
    }
}
