package rekey.sandbox.aws;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The query protocol: the fields {@code Action} and {@code Version} of a form say operation and service, answers and errors
 * are XML. The form is a POST's body or, in a GET, what follows the question mark; there it may leave the version out when
 * it asks for what needs no signature, as the links in mails do.
 */
final class AwsQueryProtocol implements AwsProtocol<Consumer<AwsXml>> {
    private static final String FORM = "application/x-www-form-urlencoded";

    private record Common(int status, String code) {}

    /**
     * The <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">errors that all services share</a> have
     * names of their own in this protocol.
     */
    private static final Map<String, Common> COMMON_ERRORS = Map.ofEntries(
            entry("UnknownOperationException", new Common(400, "InvalidAction")),
            entry("MissingAuthenticationTokenException", new Common(403, "MissingAuthenticationToken")),
            entry("IncompleteSignatureException", new Common(403, "IncompleteSignature")),
            entry("ValidationException", new Common(400, "ValidationError")),
            entry("RequestEntityTooLargeException", new Common(413, "RequestEntityTooLarge")),
            entry("InternalServerError", new Common(500, "InternalFailure")));

    private final AwsOperations<Consumer<AwsXml>> operations = new AwsOperations<>();
    private final Map<String, AwsQueryService> byVersion = new TreeMap<>();
    private final Map<String, AwsQueryService> byName = new TreeMap<>();

    AwsQueryProtocol(List<? extends AwsQueryService> services) {
        for (AwsQueryService service : services) {
            operations.add(service.name(), service.operations());
            byVersion.put(service.version(), service);
            byName.put(service.name(), service);
        }
    }

    @Override
    public boolean isSpokenIn(Headers request) {
        String type = request.getFirst("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    /** Whether an address asks for an operation. */
    boolean isSpokenIn(URI address) {
        String form = address.getRawQuery();
        return form != null && Arrays.stream(form.split("&", -1)).anyMatch(field -> field.startsWith("Action="));
    }

    @Override
    public AwsCall read(Headers request, byte[] body) {
        ObjectNode form = AwsForm.read(body);
        AwsInput fields = new AwsInput(form);
        String action = fields.optionalText("Action", TextRule.ANY)
                .orElseThrow(() -> AwsError.refused(
                        "MissingAction", "The form has no field Action. It names one of: " + operations.names()));
        String version = fields.optionalText("Version", TextRule.ANY).orElse("");
        AwsQueryService service = version.isEmpty() ? askedByLink(action) : byVersion.get(version);
        // A service that is not here is called by its version: nothing else in the form tells it.
        return new AwsCall((service == null ? version : service.name()) + "." + action, action, form);
    }

    @Override
    public AwsOperations<Consumer<AwsXml>> operations() {
        return operations;
    }

    @Override
    public Optional<Consumer<AwsXml>> unsigned(AwsCall call) {
        return Optional.ofNullable(byName.get(call.service()))
                .map(service -> service.unsignedOperations().get(call.operation()))
                .map(operation -> operation.apply(new AwsInput(call.input())));
    }

    private AwsQueryService askedByLink(String action) {
        return byName.values().stream()
                .filter(service -> service.unsignedOperations().containsKey(action))
                .findFirst()
                .orElse(null);
    }

    @Override
    public AwsReply reply(Headers request, AwsCall call, Consumer<AwsXml> answer, String requestId) {
        return xml(
                200,
                AwsXml.document(
                        call.operation() + "Response",
                        byName.get(call.service()).namespace(),
                        response -> {
                            if (answer != AwsQueryService.NO_RESULT) {
                                response.element(call.operation() + "Result", answer);
                            }
                            response.element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId));
                        }));
    }

    @Override
    public AwsReply refusal(Headers request, AwsError error, String requestId) {
        Common named = COMMON_ERRORS.getOrDefault(error.type(), new Common(error.httpStatus(), error.type()));
        String blamed = named.status() < 500 ? "Sender" : "Receiver";
        return xml(
                named.status(),
                AwsXml.document(
                        "ErrorResponse",
                        "",
                        response -> response.element(
                                        "Error",
                                        body -> body.text("Type", blamed)
                                                .text("Code", named.code())
                                                .text("Message", error.getMessage()))
                                .text("RequestId", requestId)));
    }

    private static AwsReply xml(int status, String document) {
        return new AwsReply(status, Map.of("Content-Type", "text/xml"), document);
    }
}
