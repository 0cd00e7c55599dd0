import static org.verapdf.pdfa.validation.profiles.Profiles.*;

import java.io.File;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;

/** Prints what of PDF/UA-1 each file breaks: a line for each place. */
class PdfUa {
    private static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var rules = rules();
        for (String file : files) {
            check(new File(file), rules);
        }
    }

    private static void check(File file, ValidationProfile rules) throws Exception {
        var checker = Foundries.defaultInstance();
        try (var parser = checker.createParser(file, PDFAFlavour.PDFUA_1);
                var validator = checker.createValidator(rules, false)) {
            for (var found : validator.validate(parser).getTestAssertions()) {
                var place = found.getLocation().getContext();
                System.out.printf("%s: %s: %s%n", file.getName(), found.getMessage(), place);
            }
        }
    }

    /** Reads the rules by hand: the library that veraPDF reads them with is not in the package. */
    private static ValidationProfile rules() throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var root = builder.parse(PdfUa.class.getResourceAsStream(RULES)).getDocumentElement();
        var about = profileDetailsFromValues("PDF/UA-1", "", "veraPDF", new Date());
        var rules = each(root, "rule", PdfUa::rule);
        return profileFromValues(PDFAFlavour.PDFUA_1, about, "", rules, each(root, "variable", PdfUa::variable));
    }

    private static Rule rule(Element rule) {
        var id = (Element) rule.getElementsByTagName("id").item(0);
        var number = Integer.parseInt(id.getAttribute("testNumber"));
        var name = ruleIdFromValues(PDFAFlavour.PDFUA_1.getPart(), id.getAttribute("clause"), number);
        var deferred = Boolean.valueOf(rule.getAttribute("deferred"));
        var error = errorFromValues(text(rule, "message"), List.of());
        return ruleFromValues(name, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"), error, List.of());
    }

    private static Variable variable(Element variable) {
        return variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value"));
    }

    private static <T> Set<T> each(Element root, String name, Function<Element, T> made) {
        var found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> made.apply((Element) found.item(at)))
                .collect(Collectors.toSet());
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
