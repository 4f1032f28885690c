#pragma once

#include "model/exchange/text_formats.h"

#include <string>
#include <vector>

namespace headroom::exchange {

/// What a component is drawn as in formats that have few shapes.
enum class Shape { Box, People, Store, Queue };

/// A stage as the text formats write it: places with what is in them, and lines between parts, by index in the stage.
struct Outline {
    struct Part {
        std::string name; ///< with visible escapes
        std::string kind; ///< title of the kind
        std::string subtitle;
        double instances = 1; ///< at work, where they are known
        Shape shape = Shape::Box;
        bool isPlace = false;
        bool isEnd = false; ///< a place that a connection leads to or from
        std::vector<int> inside;
    };
    struct Line {
        int from = -1;
        int to = -1;
        std::string label; ///< the connection's name with visible escapes, or empty
        std::string kind;  ///< title of the connection's kind
        bool isDashed = false;
    };
    [[nodiscard]] static std::string countOf(const Part &part); ///< "×12"; empty where there is one
    /// "×12 · 4 vCPU": how many there are, where more than one, and the subtitle.
    [[nodiscard]] static std::string detailOf(const Part &part);
    std::string title; ///< "Shop, stage 5: Cache and CDN" with visible escapes
    std::vector<Part> parts;
    std::vector<Line> lines;
    std::vector<int> top; ///< parts in no place
};

/// Connections with an end that does not exist are left out; what stands in a circle of places stands free.
[[nodiscard]] Outline outlineOf(const Subject &subject);

} // namespace headroom::exchange
