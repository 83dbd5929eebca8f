package io.retort.learning.huggingface;

import io.retort.learning.jinja.PythonText;
import io.retort.schemas.record.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages with two marks around each content, by which it is found again in what a template makes of it. Marks are characters
 * for private use that occur neither in the template nor in a content, other ones for each message. They stand within a content's
 * white space, so that a template that trims trims as it would.
 */
final class MarkedContents {

    /** The two planes of Unicode for private use. */
    private static final int[] PLANES = {0xf0000, 0x100000};

    private static final int PLANE_SIZE = 0xfffe;

    private final int base;
    private final List<Message> messages;

    private MarkedContents(int base, List<Message> messages) {
        this.base = base;
        this.messages = messages;
    }

    static MarkedContents of(String template, List<Message> messages) throws RefusedChatException {
        if (2 * messages.size() > PLANE_SIZE) {
            throw new RefusedChatException(messages.size() + " messages; allowed: up to " + PLANE_SIZE / 2);
        }
        for (int plane : PLANES) {
            if (!uses(plane, template) && messages.stream().noneMatch(message -> uses(plane, message.getContent()))) {
                return new MarkedContents(plane, messages);
            }
        }
        throw new RefusedChatException("messages with characters of both planes for private use");
    }

    private static boolean uses(int plane, String text) {
        return text.codePoints().anyMatch(point -> point >= plane && point < plane + PLANE_SIZE);
    }

    /** The messages' contents, marked; one of nothing but white space is not. */
    List<String> contents() {
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String content = messages.get(i).getContent();
            int begin = PythonText.begin(content);
            int end = PythonText.end(content);
            contents.add(
                    begin == end
                            ? content
                            : content.substring(0, begin)
                                    + Character.toString(base + 2 * i)
                                    + content.substring(begin, end)
                                    + Character.toString(base + 2 * i + 1)
                                    + content.substring(end));
        }
        return contents;
    }

    /** Takes the marks out of what was rendered. */
    LocatedText locate(String rendered) throws RefusedChatException {
        StringBuilder text = new StringBuilder();
        List<LocatedText.Place> places = new ArrayList<>();
        int open = -1;
        int begin = 0;
        for (int i = 0; i < rendered.length(); i += Character.charCount(rendered.codePointAt(i))) {
            int mark = rendered.codePointAt(i) - base;
            if (mark < 0 || mark >= 2 * messages.size()) {
                text.appendCodePoint(rendered.codePointAt(i));
            } else if (mark % 2 == 0 && open < 0) {
                open = mark / 2;
                begin = text.length();
            } else if (mark == 2 * open + 1) {
                places.add(new LocatedText.Place(messages.get(open).getRole(), begin, text.length()));
                open = -1;
            } else {
                throw new RefusedChatException("the template cuts a message");
            }
        }
        if (open >= 0) {
            throw new RefusedChatException("the template cuts a message");
        }
        return new LocatedText(text.toString(), places);
    }
}
