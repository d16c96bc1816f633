package rekey.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * After how many days without a change Parameter Store says so: one
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">NoChangeNotification
 * policy</a> for each.
 *
 * @param days none, or up to 10 different numbers
 */
record Reminders(List<Integer> days) {
    static final Reminders NONE = new Reminders(List.of());
    /** What Parameter Store takes for "no policies any more". */
    static final String CLEARED = "[{}]";

    private static final int MOST = 10;
    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,3}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Policy(String type, Map<String, String> attributes) {}

    Reminders {
        days = List.copyOf(days);
    }

    /** @throws IllegalArgumentException with the rule that the texts break */
    static Reminders parse(List<String> texts) {
        boolean legal = !texts.isEmpty()
                && texts.size() <= MOST
                && texts.stream().allMatch(text -> DAYS.matcher(text).matches())
                && texts.stream().distinct().count() == texts.size();
        if (!legal) {
            throw new IllegalArgumentException(
                    "1 to %d different whole numbers of days from 1 to 9,999; leave it out for none.".formatted(MOST));
        }
        return new Reminders(texts.stream().map(Integer::valueOf).toList());
    }

    /** As PutParameter takes them: a text that holds a JSON array. */
    String json() {
        ArrayNode policies = JsonNodeFactory.instance.arrayNode();
        for (int after : days) {
            policies.addObject()
                    .put("Type", "NoChangeNotification")
                    .put("Version", "1.0")
                    .putObject("Attributes")
                    .put("After", String.valueOf(after))
                    .put("Unit", "Days");
        }
        return policies.toString();
    }

    /** Whether these policies, each in its own JSON, are just those for the days, in any order and spelling. */
    boolean are(List<String> texts) {
        Set<Policy> wanted = new HashSet<>();
        days.forEach(after ->
                wanted.add(new Policy("NoChangeNotification", Map.of("After", String.valueOf(after), "Unit", "Days"))));
        Set<Policy> found = new HashSet<>();
        for (String text : texts) {
            Optional<Policy> policy = read(text);
            if (policy.isEmpty()) {
                return false;
            }
            found.add(policy.get());
        }
        return found.equals(wanted);
    }

    private static Optional<Policy> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, String> attributes = new TreeMap<>();
            json.path("Attributes")
                    .properties()
                    .forEach(attribute -> attributes.put(
                            attribute.getKey(), attribute.getValue().asText()));
            return Optional.of(new Policy(json.path("Type").asText(), attributes));
        } catch (JsonProcessingException e) {
            // A policy that nobody can read is not one of ours; all are then put anew.
            return Optional.empty();
        }
    }
}
