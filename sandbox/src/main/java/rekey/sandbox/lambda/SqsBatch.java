package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rekey.sandbox.aws.AwsJson;

/** Messages that a function gets in one invocation. */
record SqsBatch(EventSource source, List<QueueSource.Message> messages) {
    SqsBatch {
        messages = List.copyOf(messages);
    }

    /** What the <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">function gets</a>. */
    byte[] event() {
        ObjectNode event = AwsJson.object();
        ArrayNode records = event.putArray("Records");
        for (QueueSource.Message message : messages) {
            ObjectNode record = records.addObject();
            record.put("messageId", message.messageId());
            record.put("receiptHandle", message.receiptHandle());
            record.put("body", message.body());
            ObjectNode attributes = record.putObject("attributes");
            message.attributes().forEach(attributes::put);
            record.putObject("messageAttributes");
            record.put("md5OfBody", md5(message.body()));
            record.put("eventSource", "aws:sqs");
            record.put("eventSourceARN", source.queueArn());
            record.put("awsRegion", source.region());
        }
        return event.toString().getBytes(UTF_8);
    }

    /**
     * What is done with, after an invocation that did not throw: all, unless the function reports failures and names
     * some. An answer that
     * <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">cannot be understood</a>, or
     * that names a message which it did not get, counts as a failure of all.
     */
    List<QueueSource.Message> done(String answer) {
        if (!source.reportsFailures() || answer.isBlank()) {
            return messages;
        }
        JsonNode read;
        try {
            read = AwsJson.read(answer);
        } catch (JsonProcessingException e) {
            return List.of();
        }
        JsonNode failures = read.path("batchItemFailures");
        boolean none = read.isObject() && (failures.isMissingNode() || failures.isNull());
        if (none || read.isNull()) {
            return messages;
        }
        if (!failures.isArray()) {
            return List.of();
        }
        Set<String> failed = new HashSet<>();
        failures.forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
        Set<String> got = messages.stream().map(QueueSource.Message::messageId).collect(Collectors.toSet());
        return got.containsAll(failed)
                ? messages.stream()
                        .filter(message -> !failed.contains(message.messageId()))
                        .toList()
                : List.of();
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has MD5.", e);
        }
    }
}
