package rekey.sandbox.aws;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML as AWS's query services write it, element by element. Not safe for use by several threads. */
public final class AwsXml {
    /** What XML 1.0 cannot hold, not even escaped. */
    private static final Pattern IMPOSSIBLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter writer;

    private AwsXml(XMLStreamWriter writer) {
        this.writer = writer;
    }

    /** A whole document, without a namespace when that is empty. */
    static String document(String root, String namespace, Consumer<AwsXml> content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartElement(root);
            if (!namespace.isEmpty()) {
                writer.writeDefaultNamespace(namespace);
            }
            content.accept(new AwsXml(writer));
            writer.writeEndElement();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** An element with a text; nothing when the text is null. A character that XML cannot hold becomes U+FFFD. */
    public AwsXml text(String name, String text) {
        if (text != null) {
            write(() -> {
                writer.writeStartElement(name);
                writePossible(IMPOSSIBLE.matcher(text).replaceAll("\uFFFD"));
                writer.writeEndElement();
            });
        }
        return this;
    }

    /** An element with elements. */
    public AwsXml element(String name, Consumer<AwsXml> content) {
        write(() -> writer.writeStartElement(name));
        content.accept(this);
        write(writer::writeEndElement);
        return this;
    }

    /** A list, each item in a {@code member} of its own. */
    public <T> AwsXml list(String name, List<T> items, BiConsumer<AwsXml, T> content) {
        return element(
                name, list -> items.forEach(item -> list.element("member", member -> content.accept(member, item))));
    }

    /** A map of texts, each in an {@code entry} of {@code key} and {@code value}. */
    public AwsXml map(String name, Map<String, String> map) {
        return element(
                name,
                entries -> map.forEach((key, value) ->
                        entries.element("entry", entry -> entry.text("key", key).text("value", value))));
    }

    /** A reader takes a bare carriage return for a line feed. */
    private void writePossible(String text) throws XMLStreamException {
        String[] lines = text.split("\r", -1);
        writer.writeCharacters(lines[0]);
        for (String line : List.of(lines).subList(1, lines.length)) {
            writer.writeEntityRef("#xD");
            writer.writeCharacters(line);
        }
    }

    private interface Writing {
        void run() throws XMLStreamException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
