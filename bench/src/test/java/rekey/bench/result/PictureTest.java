package rekey.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureTest {

    @Test
    void drawsABarForEachPartOfAFirstAnswerAndADotForEachFigureToReach() throws Exception {
        Document svg = parsed(new Picture(CannedResults.some()).svg());

        assertThat(widths(svg.getElementsByTagName("rect"), "dark")).containsExactly(126.7, 126.7, 126.7, 0.0);
        assertThat(widths(svg.getElementsByTagName("rect"), "light")).containsExactly(253.3, 253.3, 253.3, 63.3);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("ours, plain JVM", "1,500", "✘ 4.00", "✔ 200", "Some JDK <17>", "prefers-color-scheme: dark");
    }

    @Test
    void isAPictureEvenOfNothing() throws Exception {
        Document svg = parsed(new Picture(Results.of(Map.of(), new Measurements())).svg());

        assertThat(svg.getElementsByTagName("rect").getLength()).isZero();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static double[] widths(NodeList rectangles, String kind) {
        return java.util.stream.IntStream.range(0, rectangles.getLength())
                .mapToObj(rectangles::item)
                .map(Element.class::cast)
                .filter(rectangle -> rectangle.getAttribute("class").equals(kind))
                .mapToDouble(rectangle -> Double.parseDouble(rectangle.getAttribute("width")))
                .toArray();
    }
}
