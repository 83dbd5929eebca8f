package io.retort.monitor.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page's files, from the class path: its own, and uPlot's from the web jar. */
final class PageFiles {

    private static final String OWN = "/io/retort/monitor/page/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String UPLOT_PREFIX = "uplot/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private PageFiles() {}

    /** Answers with a file below {@code /page/}. */
    static void serve(Context request, String path) throws IOException {
        boolean uplot = path.startsWith(UPLOT_PREFIX);
        String name = uplot ? path.substring(UPLOT_PREFIX.length()) : path;
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byte[] content = type == null || !NAME.matcher(name).matches() ? null : read((uplot ? UPLOT : OWN) + name);
        if (content == null) {
            throw new NotFoundResponse("there is no such file");
        }
        request.header("Cache-Control", "no-cache")
                .contentType(String.valueOf(type))
                .result(content);
    }

    private static byte @Nullable [] read(String resource) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
