package rekey.sandbox.contract.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import rekey.sandbox.contract.shape.Shape.Member;
import rekey.sandbox.contract.shape.Shape.Place;

/** Compares a value with a shape. What it finds says where, and never the value itself unless that is of an enum. */
final class ShapeCheck {
    private final List<String> problems = new ArrayList<>();

    private ShapeCheck() {}

    /** What is wrong with a value; empty when it fits. */
    static List<String> problems(JsonNode value, Shape shape) {
        ShapeCheck check = new ShapeCheck();
        check.value("", value, shape);
        return List.copyOf(check.problems);
    }

    private void value(String at, JsonNode value, Shape shape) {
        if (value.isNull()) {
            found(at, "is null, where AWS leaves it out");
        } else if (shape instanceof Shape.Structure structure) {
            structure(at, value, structure);
        } else if (shape instanceof Shape.ListOf list) {
            list(at, value, list);
        } else if (shape instanceof Shape.MapOf map) {
            if (is(at, value.isObject(), "a map")) {
                value.properties().forEach(entry -> {
                    text(at + " (a key)", entry.getKey(), map.key());
                    value(at + "." + entry.getKey(), entry.getValue(), map.value());
                });
            }
        } else if (shape instanceof Shape.Text) {
            if (is(at, value.isTextual(), "a text")) {
                text(at, value.textValue(), shape);
            }
        } else if (shape instanceof Shape.Numeric number) {
            if (is(at, number.whole() ? value.isIntegralNumber() : value.isNumber(), "a number")
                    && !number.range().holds(value.asLong())) {
                found(at, "is not in " + number.range());
            }
        } else if (shape instanceof Shape.Flag) {
            is(at, value.isBoolean(), "true or false");
        } else if (shape instanceof Shape.Time) {
            is(at, value.isNumber(), "a time");
        } else if (shape instanceof Shape.Bytes && is(at, value.isTextual(), "bytes in base64")) {
            is(at, isBase64(value.textValue()), "base64");
        }
    }

    private void structure(String at, JsonNode value, Shape.Structure structure) {
        if (!is(at, value.isObject(), "a structure")) {
            return;
        }
        Map<String, Member> members = structure.members().get();
        value.properties().forEach(given -> {
            Member member = members.get(given.getKey());
            if (member == null) {
                found(at + "." + given.getKey(), "is not a member of " + structure.name());
            } else {
                value(at + "." + given.getKey(), given.getValue(), member.shape());
            }
        });
        members.forEach((name, member) -> {
            if (member.required() && member.place() == Place.BODY && !value.has(name)) {
                found(at + "." + name, "is missing, and required");
            }
        });
    }

    private void list(String at, JsonNode value, Shape.ListOf list) {
        if (!is(at, value.isArray(), "a list")) {
            return;
        }
        if (!list.length().holds(value.size())) {
            found(at, "has " + value.size() + " items, not " + list.length());
        }
        for (int i = 0; i < value.size(); i++) {
            value(at + "[" + i + "]", value.get(i), list.member());
        }
    }

    private void text(String at, String text, Shape shape) {
        if (!(shape instanceof Shape.Text rule)) {
            return;
        }
        if (!rule.values().isEmpty() && !rule.values().contains(text)) {
            found(at, "is " + text + ", which is not one of the values it may have");
        }
        if (!rule.length().holds(text.length())) {
            found(at, "has " + text.length() + " characters, not " + rule.length());
        }
        if (rule.pattern() != null && !rule.pattern().matcher(text).find()) {
            found(at, "does not match " + rule.pattern());
        }
    }

    private boolean is(String at, boolean right, String what) {
        if (!right) {
            found(at, "is not " + what);
        }
        return right;
    }

    private void found(String at, String problem) {
        problems.add((at.isEmpty() ? "the answer" : at.substring(1)) + " " + problem);
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
