package io.retort.monitor.state;

import io.retort.schemas.topic.TopicNames;

/** The groups whose committed offsets say how far teachers and trainers have come. */
public record Groups(TopicNames names) {

    /** Reads prompts. */
    public String ofTeacher(String id) {
        return names.prefix() + "teacher." + id;
    }

    /** Reads soft labels. */
    public String ofStudent(String student) {
        return names.prefix() + "trainer." + student;
    }

    /** The monitor's own, which is its application's id. */
    public String ofMonitor() {
        return names.prefix() + "monitor";
    }
}
