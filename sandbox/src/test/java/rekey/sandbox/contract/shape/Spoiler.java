package rekey.sandbox.contract.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import rekey.sandbox.contract.shape.Shape.Member;

/** Makes of a request that a model allows many that it forbids, each with one thing wrong. */
final class Spoiler {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_LIST = 200;
    private static final int LONGEST_TEXT = 100_000;

    /**
     * A request with one thing wrong.
     *
     * @param fault where and what: {@code Tier has a value that it may not have}
     */
    record Spoilt(String fault, JsonNode request) {
        /** Without the request, which may hold a secret. */
        @Override
        public String toString() {
            return fault;
        }
    }

    private final JsonNode request;
    private final List<Spoilt> spoilt = new ArrayList<>();
    private final boolean typed;

    private Spoiler(JsonNode request, boolean typed) {
        this.request = request;
        this.typed = typed;
    }

    /** @param typed whether the request's protocol tells a number from a text */
    static List<Spoilt> spoil(JsonNode request, Shape.Structure shape, boolean typed) {
        Spoiler spoiler = new Spoiler(request, typed);
        spoiler.structure("", shape);
        return List.copyOf(spoiler.spoilt);
    }

    /** @param at a JSON pointer */
    private void value(String at, Shape shape) {
        if (shape instanceof Shape.Structure structure) {
            type(at, JSON.textNode("x"), "is no structure");
            structure(at, structure);
        } else if (shape instanceof Shape.ListOf list) {
            type(at, JSON.objectNode(), "is no list");
            list(at, list);
        } else if (shape instanceof Shape.MapOf) {
            type(at, JSON.textNode("x"), "is no map");
        } else if (shape instanceof Shape.Text text) {
            type(at, JSON.numberNode(17), "is no text");
            text(at, text);
        } else if (shape instanceof Shape.Numeric number) {
            replace(at, JSON.textNode("x"), "is no number");
            if (number.range().min() > Long.MIN_VALUE) {
                replace(at, numberNode(number.range().min() - 1), "is too small");
            }
            if (number.range().max() < Integer.MAX_VALUE) {
                replace(at, numberNode(number.range().max() + 1), "is too large");
            }
        } else if (shape instanceof Shape.Flag) {
            replace(at, JSON.textNode("perhaps"), "is neither true nor false");
        } else if (shape instanceof Shape.Bytes) {
            type(at, JSON.numberNode(17), "is no base64");
        }
    }

    private void structure(String at, Shape.Structure structure) {
        Map<String, Member> members = structure.members().get();
        request.at(at).properties().forEach(given -> {
            Member member = members.get(given.getKey());
            if (member != null) {
                String there = at + "/" + given.getKey();
                if (member.required()) {
                    change(there, parent -> parent.remove(given.getKey()), "is missing");
                }
                value(there, member.shape());
            }
        });
    }

    private void list(String at, Shape.ListOf list) {
        if (list.length().min() == 1) {
            replace(at, JSON.arrayNode(), "is empty");
        }
        if (list.length().max() < LONGEST_LIST) {
            ArrayNode longer = JSON.arrayNode();
            for (long i = 0; i <= list.length().max(); i++) {
                longer.add(request.at(at).get(0));
            }
            replace(at, longer, "has too many items");
        }
        if (!request.at(at).isEmpty()) {
            value(at + "/0", list.member());
        }
    }

    private void text(String at, Shape.Text text) {
        if (!text.values().isEmpty()) {
            replace(at, JSON.textNode("NoSuchValue"), "has a value that it may not have");
            return;
        }
        String given = request.at(at).asText();
        if (text.length().min() > 0) {
            replace(
                    at,
                    JSON.textNode(given.substring(
                            0, (int) Math.min(given.length(), text.length().min() - 1))),
                    "is too short");
        }
        if (text.length().max() < LONGEST_TEXT) {
            replace(
                    at,
                    JSON.textNode(given + "a".repeat((int) text.length().max() + 1 - given.length())),
                    "is too long");
        }
        if (text.pattern() != null) {
            Optional<String> other = Stream.of("?!", "a b", "\u00e9", "??", "?".repeat(20), "\n")
                    .filter(candidate -> text.length().holds(candidate.length()))
                    .filter(candidate -> !text.pattern().matcher(candidate).find())
                    .findFirst();
            other.ifPresent(candidate -> replace(at, JSON.textNode(candidate), "does not match its pattern"));
        }
    }

    private JsonNode numberNode(long number) {
        return typed ? JSON.numberNode(number) : JSON.textNode(Long.toString(number));
    }

    private void type(String at, JsonNode wrong, String fault) {
        if (typed) {
            replace(at, wrong, fault);
        }
    }

    private void replace(String at, JsonNode value, String fault) {
        int slash = at.lastIndexOf('/');
        JsonNode copy = request.deepCopy();
        JsonNode parent = copy.at(at.substring(0, slash));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(at.substring(slash + 1)), value);
        } else {
            ((ObjectNode) parent).set(at.substring(slash + 1), value);
        }
        spoilt.add(new Spoilt(at.substring(1) + " " + fault, copy));
    }

    private void change(String at, Consumer<ObjectNode> change, String fault) {
        JsonNode copy = request.deepCopy();
        change.accept((ObjectNode) copy.at(at.substring(0, at.lastIndexOf('/'))));
        spoilt.add(new Spoilt(at.substring(1) + " " + fault, copy));
    }
}
