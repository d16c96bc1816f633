package rekey.provision;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What CloudFormation asks for, as it
 * <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">invokes a custom
 * resource's function</a>.
 *
 * @param type {@code Create}, {@code Update} or {@code Delete}
 * @param physicalId empty in a Create
 * @param properties as they came; may hold anything
 * @param problems what is wrong with it, other than with its properties; with a problem, the other parts may be missing
 */
record CloudFormationRequest(
        String type,
        ResponseUrl responseUrl,
        String stackId,
        String requestId,
        String logicalId,
        Optional<PhysicalId> physicalId,
        JsonNode properties,
        List<String> problems) {
    /** What Lambda takes at most for an asynchronous invocation. */
    private static final int LARGEST = 1024 * 1024;

    private static final Pattern TYPE = Pattern.compile("Create|Update|Delete");
    /** Of the characters that all ids have, and of a length that leaves room for a reason in the answer. */
    private static final Pattern ID = Pattern.compile("[ !#-\\[\\]-~]{1,512}");

    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final Pattern PHYSICAL_ID = Pattern.compile("[ !#-\\[\\]-~]{1,1024}");

    private static final String USAGE = " There is nowhere to answer; only CloudFormation invokes this function.";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /**
     * @throws Unanswered when it says nowhere that can be answered; the message repeats nothing of it
     * @throws IOException when the stream fails
     */
    static CloudFormationRequest read(InputStream input) throws IOException {
        JsonNode event = object(input.readNBytes(LARGEST + 1));
        ResponseUrl responseUrl = responseUrl(event.path("ResponseURL"));
        List<String> problems = new ArrayList<>();
        String type = text(event, "RequestType", TYPE, problems);
        String physicalId =
                event.has("PhysicalResourceId") ? text(event, "PhysicalResourceId", PHYSICAL_ID, problems) : "";
        JsonNode properties = event.path("ResourceProperties");
        return new CloudFormationRequest(
                type,
                responseUrl,
                text(event, "StackId", ID, problems),
                text(event, "RequestId", ID, problems),
                text(event, "LogicalResourceId", LOGICAL_ID, problems),
                physicalId.isEmpty() ? Optional.empty() : Optional.of(new PhysicalId(physicalId)),
                properties.isObject() ? properties : JsonNodeFactory.instance.objectNode(),
                problems);
    }

    /** The id that an answer has when the request changed nothing about it. */
    PhysicalId unchangedId() {
        return physicalId.orElseGet(() -> PhysicalId.notCreated(logicalId));
    }

    private static JsonNode object(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Unanswered("The event is larger than %d bytes.".formatted(LARGEST) + USAGE);
        }
        JsonNode event = null;
        try {
            event = JSON.readTree(bytes);
        } catch (IOException e) {
            // Of the parser, or of the decoder when the bytes are no text. Not chained: both quote what they could not
            // read.
        }
        if (event == null || !event.isObject()) {
            throw new Unanswered("The event is not one JSON object with each field once." + USAGE);
        }
        return event;
    }

    private static ResponseUrl responseUrl(JsonNode url) {
        if (!url.isTextual()) {
            throw new Unanswered("The event has no ResponseURL." + USAGE);
        }
        try {
            return ResponseUrl.parse(url.textValue());
        } catch (IllegalArgumentException e) {
            throw new Unanswered(e.getMessage() + USAGE);
        }
    }

    private static String text(JsonNode event, String name, Pattern legal, List<String> problems) {
        JsonNode text = event.path(name);
        if (text.isTextual() && legal.matcher(text.textValue()).matches()) {
            return text.textValue();
        }
        problems.add("%s is missing, or is not what CloudFormation sends.".formatted(name));
        return "";
    }

    /** Without the response URL and the properties. */
    @Override
    public String toString() {
        return "CloudFormationRequest[%s of %s]".formatted(type, logicalId);
    }
}
