package rekey.failure;

/**
 * The request breaks a rule of the token function. The caller corrects it; sending it again unchanged cannot work.
 */
public final class BadRequest extends Failure {
    /** @param rule the rule, as a sentence; never what the caller sent */
    public BadRequest(String rule) {
        super(rule);
    }
}
