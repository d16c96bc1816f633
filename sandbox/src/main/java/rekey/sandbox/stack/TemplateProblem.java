package rekey.sandbox.stack;

/** What a template says is wrong, or the sandbox cannot do it. Found before anything is made. */
public final class TemplateProblem extends IllegalArgumentException {
    TemplateProblem(String message) {
        super(message);
    }
}
