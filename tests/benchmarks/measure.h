#pragma once

#include <functional>
#include <string>
#include <vector>

namespace headroom::bench {

/// Times of one piece of work, in milliseconds, ascending.
struct Times {
    std::vector<double> milliseconds;
    [[nodiscard]] double median() const;
    [[nodiscard]] double quantile(double share) const; ///< @param share  0..1
};

/// Milliseconds since some moment: of the clock on the wall; with HEADROOM_BENCH_CPU=1 of the processor time that this
/// thread has had, for a machine that others work on.
[[nodiscard]] double now();

/// Runs `work` once to warm up, then `runs` times.
[[nodiscard]] Times measure(int runs, const std::function<void()> &work);

/// Of which of the measured times a limit is meant.
enum class Judged { Median, NineteenOfTwenty };

/// How a time compares with its limit, which is of a machine `pace` times as fast as this one.
[[nodiscard]] const char *verdict(double milliseconds, double limit, double pace);

/// Collects lines of "what, median, 95 %, limit" and prints them as a table.
class Table {
public:
    /// @param pace  how many times faster than this machine is the one that limits of times are meant for, at least 1.
    explicit Table(double pace)
        : m_pace(pace)
    {
    }
    /// @param limit  milliseconds that the median, or 95 % of the times, must keep.
    void add(const std::string &what, const Times &times, double limit, Judged judged = Judged::Median);
    /// One amount that is no time. @param what  names its unit.
    void addAmount(const std::string &what, double amount, double limit);
    void print() const;
    [[nodiscard]] bool allKept() const { return m_allKept; }

private:
    void addLine(const std::string &what, double middle, double high, double limit, const char *said);

    double m_pace;
    std::vector<std::string> m_lines;
    bool m_allKept = true;
};

void benchModel(Table &table);
void benchExport(Table &table);
void benchGrowth(Table &table);
/// Stages stepped through and users growing, in the window.
void benchGrowthWindow(Table &table);
void benchWindow(Table &table);
void benchCanvas(Table &table);
/// A large design in the window: until it is seen, what it needs, and how long an edit of a middling one blocks it.
void benchOpening(Table &table);

/// The plain loop over 10,000 components here by what it takes where the limits were set, at least 1.
[[nodiscard]] double paceOfThisMachine();

/// Generated designs of 100 to 100,000 components; whether every limit was kept.
/// @param pace  of this machine
[[nodiscard]] bool benchScale(double pace);

/// The text of a file with a generated design.
[[nodiscard]] std::string generatedFile(std::size_t components);

/// `headroom analyze` of a file with 100 components, by the program at `path`.
void benchAnalyze(Table &table, const std::string &path);

/// Reports of the largest example, by the program at `path`.
void benchReports(Table &table, const std::string &path);

/// Starts the program at `path` and measures until its window was first painted and it has ended.
void benchStart(Table &table, const std::string &path);

} // namespace headroom::bench
