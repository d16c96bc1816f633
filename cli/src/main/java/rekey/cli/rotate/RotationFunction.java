package rekey.cli.rotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rekey.cli.CommandFailure;
import rekey.cli.aws.AwsProblem;
import rekey.cli.aws.FunctionError;
import rekey.cli.preflight.Check;
import rekey.cli.preflight.Check.Result;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The application's rotation function, which alone may ask Amazon for a new secret. */
public final class RotationFunction {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[!-~]{1,100}");
    private static final int LONGEST_TEXT = 1_000;

    private final LambdaClient lambda;
    private final DeployedNames names;
    private final String by;

    /**
     * @param lambda one that calls once: an order may not be given twice
     * @param by the operator's ARN
     */
    public RotationFunction(LambdaClient lambda, DeployedNames names, String by) {
        this.lambda = lambda;
        this.names = names;
        this.by = by;
    }

    /** What only the function can look at. That it does not answer is a finding, too. */
    public List<Check> check() {
        String function = names.rotationFunction();
        try {
            List<Check> checks = new ArrayList<>();
            for (JsonNode each : order("check", JsonNodeFactory.instance.objectNode())
                    .orElseThrow(this::unanswered)
                    .path("checks")) {
                checks.add(new Check(
                        text(each.path("name")),
                        each.path("passed").asBoolean(false) ? Result.PASSED : Result.FAILED,
                        text(each.path("text")),
                        ""));
            }
            return checks.isEmpty()
                    ? List.of(Check.unknown(function, unreadable().getMessage()))
                    : checks;
        } catch (CommandFailure e) {
            return List.of(Check.unknown(function, e.getMessage()));
        }
    }

    /**
     * Has Amazon asked for a new secret.
     *
     * @return the request's id in the ledger; empty when nobody knows whether the function got to it
     * @throws CommandFailure when Amazon was not asked, and why
     */
    public Optional<String> rotate(boolean force) {
        return order("rotate", JsonNodeFactory.instance.objectNode().put("force", force))
                .map(answer -> answer.path("request").path("id").asText())
                .filter(id -> ID.matcher(id).matches());
    }

    /**
     * Has the other secret of the overlap proven and made the current one; the same order twice changes nothing more.
     *
     * @param forward whether that is to be the newer one of the two
     * @return {@code current}: its fingerprint, version and end
     * @throws CommandFailure when it is not, and why
     */
    public JsonNode rollback(boolean forward) {
        return order(forward ? "forward" : "rollback", JsonNodeFactory.instance.objectNode())
                .orElseThrow(this::unanswered)
                .path("current");
    }

    /** Notes that the console's steps are done. */
    public void enrolled() {
        if (order("enrolled", JsonNodeFactory.instance.objectNode()).isEmpty()) {
            throw unanswered();
        }
    }

    /** Empty when there was no answer, or one that does not say what was done. */
    private Optional<JsonNode> order(String order, ObjectNode payload) {
        payload.put("order", order).put("by", by);
        Optional<InvokeResponse> answer = invoke(payload.toString());
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        JsonNode json = json(answer.get());
        if (answer.get().functionError() == null) {
            return Optional.of(json);
        }
        FunctionError error = FunctionError.of(json);
        if (!error.isOurs()) {
            return Optional.empty();
        }
        throw new CommandFailure(error.line());
    }

    private Optional<InvokeResponse> invoke(String payload) {
        String function = names.rotationFunction();
        try {
            return Optional.of(
                    lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload))));
        } catch (ResourceNotFoundException e) {
            throw new CommandFailure(
                    "There is no function %s in this account and region. Correct --app, --region or --profile, or deploy the"
                                    .formatted(function)
                            + " stack with this version of Rekey, by the command in its output DeployAgain.",
                    e);
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 500) {
                return Optional.empty();
            }
            throw new AwsProblem("invoke " + function, "lambda:InvokeFunction on it").failure(e);
        } catch (SdkException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CommandFailure failure) {
                    throw failure;
                }
            }
            return Optional.empty();
        }
    }

    private JsonNode json(InvokeResponse answer) {
        try {
            return JSON.readTree(answer.payload().asByteArray());
        } catch (IOException e) {
            // Not chained: the parser's message quotes the answer.
            throw unreadable();
        }
    }

    private CommandFailure unanswered() {
        return new CommandFailure(
                "%s did not answer, or broke off. Its log says why; rekey status and rekey history show what it did."
                        .formatted(names.rotationFunction()));
    }

    private CommandFailure unreadable() {
        return new CommandFailure("The answer of %s cannot be read. Deploy the stack again with this version of Rekey."
                .formatted(names.rotationFunction()));
    }

    private static String text(JsonNode node) {
        String line = node.asText().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_TEXT));
    }
}
