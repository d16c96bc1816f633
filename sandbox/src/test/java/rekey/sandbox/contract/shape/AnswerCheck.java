package rekey.sandbox.contract.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import rekey.sandbox.contract.shape.Shape.Member;
import rekey.sandbox.contract.shape.Shape.Place;

/** Compares an answer with what a model says of its operation. */
final class AnswerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Model model;

    AnswerCheck(Model model) {
        this.model = model;
    }

    /** What is wrong with an answer; empty when it fits. */
    List<String> problems(Answer answer) {
        Operation operation = model.operation(answer.service(), answer.operation());
        try {
            if (answer.service().isQuery()) {
                Element root = XmlBody.parse(answer.body());
                return answer.isRefusal() ? xmlRefusal(answer, operation, root) : xml(answer, operation, root);
            }
            return answer.isRefusal() ? jsonRefusal(answer, operation) : json(answer, operation);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            // A parser's message may quote what it read.
            return List.of("the answer cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static List<String> json(Answer answer, Operation operation) throws JsonProcessingException {
        Map<String, Member> members = operation.output().members().get();
        if (members.isEmpty() && answer.body().isEmpty()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        members.forEach((name, member) -> {
            if (member.place() == Place.HEADER && member.shape() instanceof Shape.Text) {
                answer.header(name)
                        .ifPresent(value -> problems.addAll(
                                ShapeCheck.problems(JSON.getNodeFactory().textNode(value), member.shape())));
            }
        });
        Optional<Member> whole = members.values().stream()
                .filter(member -> member.place() == Place.WHOLE_BODY)
                .findFirst();
        if (whole.isEmpty()) {
            problems.addAll(ShapeCheck.problems(JSON.readTree(answer.body()), operation.output()));
        } else if (whole.get().shape() instanceof Shape.Structure structure) {
            problems.addAll(ShapeCheck.problems(JSON.readTree(answer.body()), structure));
        }
        return problems;
    }

    private static List<String> jsonRefusal(Answer answer, Operation operation) throws JsonProcessingException {
        JsonNode body = JSON.readTree(answer.body());
        String code = answer.header("x-amzn-ErrorType")
                .orElseGet(() -> body.path("__type").asText());
        ObjectNode own = body.deepCopy();
        own.remove(List.of("__type", "message", "Message"));
        return refusal(answer, operation, code, own);
    }

    private static List<String> xml(Answer answer, Operation operation, Element root) {
        List<String> problems = new ArrayList<>();
        if (!root.getTagName().equals(answer.operation() + "Response")) {
            problems.add("the root is " + root.getTagName());
        }
        if (XmlBody.child(root, "ResponseMetadata")
                .flatMap(metadata -> XmlBody.child(metadata, "RequestId"))
                .isEmpty()) {
            problems.add("ResponseMetadata.RequestId is missing");
        }
        Optional<Element> result = XmlBody.child(root, answer.operation() + "Result");
        if (operation.hasResult() == result.isEmpty()
                && !operation.output().members().get().isEmpty()) {
            problems.add("the result is " + (result.isEmpty() ? "missing" : "there, where AWS has none"));
        }
        result.ifPresent(element ->
                problems.addAll(ShapeCheck.problems(XmlBody.read(element, operation.output()), operation.output())));
        return problems;
    }

    private static List<String> xmlRefusal(Answer answer, Operation operation, Element root) {
        Optional<Element> error = XmlBody.child(root, "Error");
        Optional<Element> code = error.flatMap(element -> XmlBody.child(element, "Code"));
        if (!root.getTagName().equals("ErrorResponse")
                || code.isEmpty()
                || error.flatMap(element -> XmlBody.child(element, "Type")).isEmpty()
                || XmlBody.child(root, "RequestId").isEmpty()) {
            return List.of("the refusal has not the form ErrorResponse(Error(Type, Code), RequestId)");
        }
        return refusal(answer, operation, code.get().getTextContent(), JSON.createObjectNode());
    }

    private static List<String> refusal(Answer answer, Operation operation, String code, ObjectNode members) {
        Operation.Fault fault = operation.errors().get(Operation.plain(code));
        if (fault == null) {
            return CommonErrors.includes(answer.service(), code)
                    ? List.of()
                    : List.of("is refused with " + code + ", which the operation does not have");
        }
        List<String> problems = new ArrayList<>(ShapeCheck.problems(members, fault.shape()));
        problems.removeIf(problem -> problem.toLowerCase(Locale.ROOT).startsWith("message is missing"));
        fault.status().ifPresent(status -> {
            if (status != answer.status()) {
                problems.add("is refused with " + code + " as HTTP " + answer.status() + ", not " + status);
            }
        });
        return problems;
    }
}
