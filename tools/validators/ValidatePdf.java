import java.io.File;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Judges PDF files with veraPDF: ValidatePdf FLAVOUR[,FLAVOUR] FILE... , flavours such as 3a and ua1.
 *
 * One line for each file and flavour, fields parted by tabs: flavour, file, number of assertions, then each violated
 * rule once as "clause-test message". Exit status 0 unless a file cannot be judged at all.
 */
public final class ValidatePdf {
    private ValidatePdf() { }

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            for (int index = 1; index < arguments.length; index++) {
                System.out.println(judge(flavour, new File(arguments[index])));
            }
        }
    }

    private static String judge(PDFAFlavour flavour, File file) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(file, flavour);
             var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            var violated = new TreeMap<String, String>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    var rule = assertion.getRuleId();
                    violated.put(rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage());
                }
            }
            if (result.isCompliant() != violated.isEmpty()) {
                violated.put("compliant", String.valueOf(result.isCompliant()));
            }
            var line = new StringBuilder();
            line.append(flavour.getId()).append('\t').append(file.getPath());
            line.append('\t').append(result.getTotalAssertions());
            violated.forEach((rule, message) ->
                line.append('\t').append(rule).append(' ').append(message.replaceAll("\\s+", " ")));
            return line.toString();
        }
    }
}
