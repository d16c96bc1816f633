package rekey.sandbox.contract.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import rekey.sandbox.contract.shape.Shape.Member;

/**
 * An answer of the query protocol as the tree that JSON would have been. What does not fit its shape becomes something that
 * does not fit either: a text, or a structure of what is there.
 */
final class XmlBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private XmlBody() {}

    /** @throws IllegalArgumentException when it is no XML */
    static Element parse(String body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Throws and prints nothing, unlike the default.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(body))).getDocumentElement();
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new IllegalArgumentException("is no XML", e);
        }
    }

    static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst();
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static JsonNode read(Element element, Shape shape) {
        if (shape instanceof Shape.Structure structure) {
            ObjectNode object = JSON.objectNode();
            for (Element child : children(element)) {
                Member member = structure.members().get().get(child.getTagName());
                object.set(child.getTagName(), read(child, member == null ? Shape.Text.ANY : member.shape()));
            }
            return object;
        }
        if (shape instanceof Shape.ListOf list) {
            List<Element> items = children(element);
            if (items.stream().allMatch(item -> item.getTagName().equals(list.memberName()))) {
                ArrayNode array = JSON.arrayNode();
                items.forEach(item -> array.add(read(item, list.member())));
                return array;
            }
        }
        if (shape instanceof Shape.MapOf map) {
            ObjectNode object = JSON.objectNode();
            for (Element entry : children(element)) {
                object.set(
                        child(entry, "key").map(Element::getTextContent).orElse("an entry without a key"),
                        child(entry, "value")
                                .map(value -> read(value, map.value()))
                                .orElseGet(JSON::nullNode));
            }
            return object;
        }
        return scalar(element.getTextContent(), shape);
    }

    private static JsonNode scalar(String text, Shape shape) {
        try {
            if (shape instanceof Shape.Numeric number) {
                return number.whole() ? JSON.numberNode(Long.parseLong(text)) : JSON.numberNode(new BigDecimal(text));
            }
            if (shape instanceof Shape.Time) {
                return JSON.numberNode(OffsetDateTime.parse(text).toEpochSecond());
            }
        } catch (NumberFormatException | DateTimeParseException e) {
            return JSON.textNode(text);
        }
        return shape instanceof Shape.Flag && (text.equals("true") || text.equals("false"))
                ? JSON.booleanNode(text.equals("true"))
                : JSON.textNode(text);
    }
}
