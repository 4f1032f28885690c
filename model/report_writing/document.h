#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace headroom::analysis {
struct Report;
}

namespace headroom::report_writing {

/// What a cell says about itself, besides its text.
enum class Tone { Plain, Good, Watch, Bad };

struct Cell {
    std::string text;
    Tone tone = Tone::Plain;
    bool operator==(const Cell &) const = default;
};

struct Column {
    std::string title;
    bool isNumber = false; ///< set flush right
};

/// The first column names its row.
struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; ///< each as long as `columns`
};

struct Paragraph {
    std::string text;
};

/// A heading inside a section.
struct Subheading {
    std::string text;
};

struct List {
    std::vector<std::string> items;
    bool isNumbered = false;
};

/// A few figures that are read first: caption, value, what the value is measured against.
struct KeyFigures {
    struct Figure {
        std::string caption;
        Cell value;
        std::string remark;
    };
    std::vector<Figure> figures;
};

/// The drawing of a stage, which whoever writes the document supplies.
struct Diagram {
    std::size_t stage = 0;
    std::string caption;
    std::string alternative; ///< the picture in words
    double users = 0;        ///< whose load it shows
    bool isOfOther = false;  ///< of the design that is compared with, where there are two
    bool isMarked = false;   ///< with what is not as in the stage that is compared with
};

/// Two drawings beside each other.
struct DiagramPair {
    Diagram before;
    Diagram after;
};

/// Lines over a growing number of users, or over months, told apart by dashes and marks as well as by color.
struct Chart {
    struct Line {
        std::string name;
        std::vector<std::optional<double>> values; ///< one per users
        std::string absent = "–";                  ///< in a table: why there is no value
    };
    struct Level {
        double value = 0;
        std::string name;
    };
    std::string title;
    std::string alternative;   ///< the picture in words
    std::vector<double> users; ///< ascending, > 0, at least two; of months: ≥ 0, and steps are twice
    std::vector<Line> lines;   ///< at most six
    std::vector<Level> levels; ///< limits, as horizontal lines
    std::vector<Level> marks;  ///< numbers of users or months, as vertical lines
    std::string (*format)(double value) = nullptr; ///< of the values at the axis
    bool isLogarithmic = false;                    ///< values too; then all that are shown are > 0
    double most = 0;                               ///< cut above; 0: as high as the values are
    std::string months = {}; ///< what `users` are then: "months from 2026-01"; empty: users, on a logarithmic axis

    /// Whether there is anything to draw.
    [[nodiscard]] bool hasValue() const;
};

using Block = std::variant<Paragraph, Subheading, List, KeyFigures, Table, Diagram, DiagramPair, Chart>;

struct Section {
    std::string id; ///< letters and '-', unique
    std::string title;
    std::vector<Block> blocks;
};

/// A picture of whoever hands the report on; checked by whoever took it in.
struct Logo {
    std::string mime;  ///< "image/png" or "image/svg+xml"
    std::string bytes; ///< of the file
    double width = 0;  ///< px at 100 %, > 0
    double height = 0;
};

/// A report, before anybody decided whether it is HTML, Markdown or paper. Texts are plain; they may hold whatever a
/// design holds, so writers escape them and show what cannot be seen (reporting::visibleText).
struct Document {
    std::string title;
    std::string subtitle;
    std::string author;               ///< empty: not stated
    std::string date;                 ///< as given; empty: not stated
    std::shared_ptr<const Logo> logo; ///< null: none
    std::vector<Section> sections;
    bool isRecord = false; ///< short by nature: no contents
    /// What the text was written from, for the drawing of its stage; null: of none.
    std::shared_ptr<const analysis::Report> solved = {};
    std::shared_ptr<const analysis::Report> solvedBefore = {}; ///< of the stage that a record leaves; else null

    [[nodiscard]] bool hasContents() const { return !isRecord && sections.size() > 2; }
};

} // namespace headroom::report_writing
