#pragma once

namespace headroom::app {

/// While it lives: where somebody looks at a terminal, says after half a second that something is being made and how to
/// end that, with a further dot each second. The line is gone when it is. One at a time.
class Patience {
public:
    /// @param sentence  literal, without a line feed: "headroom: making the report; Ctrl+C ends it "
    explicit Patience(const char *sentence);
    ~Patience();
    Patience(const Patience &) = delete;
    Patience &operator=(const Patience &) = delete;
};

} // namespace headroom::app
