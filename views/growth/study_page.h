#pragma once

#include "model/growth/input_choices.h"
#include "model/growth/uncertainty.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace headroom::workload_views {
class QuantityField;
}

namespace headroom::growth_views {

class PlainTable;
class RangeList;
class TornadoChart;

/// What is known of a study so far.
struct StudyView {
    std::vector<growth::InputRange> inputs;
    std::vector<growth::StageBands> bands;
    std::vector<growth::Tornado> tornado;
    std::size_t evaluated = 0;
    std::size_t samples = 0;
    QString error; ///< a range that makes no sense; empty: none
};

/// What the answers are worth: inputs that are not known exactly, which of them matters most, and between what the
/// figures lie.
class StudyPage final : public QWidget {
    Q_OBJECT

public:
    explicit StudyPage(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// @param inputs  the ranges of the design, resolved; none where one makes no sense
    void setSnapshot(const project::Snapshot &snapshot, std::size_t stage,
                     const std::vector<growth::InputRange> &inputs, std::vector<growth::InputGroup> choices,
                     const std::string &currency);
    /// Null: nothing yet.
    void setStudy(std::shared_ptr<const StudyView> study);
    /// Whether samples are being drawn.
    void setBusy(bool isBusy);
    [[nodiscard]] std::size_t samples() const;
    [[nodiscard]] std::uint64_t seed() const;
    [[nodiscard]] const std::shared_ptr<const StudyView> &study() const { return m_study; }
    [[nodiscard]] RangeList *ranges() const { return m_ranges; }
    [[nodiscard]] TornadoChart *tornado() const { return m_tornado; }
    [[nodiscard]] PlainTable *spreads() const { return m_spreads; }
    [[nodiscard]] QTabBar *views() const { return m_views; }
    [[nodiscard]] QComboBox *figureBox() const { return m_figure; }
    [[nodiscard]] QPushButton *runButton() const { return m_run; }
    [[nodiscard]] QCheckBox *bandsBox() const { return m_bands; }
    [[nodiscard]] workload_views::QuantityField *samplesField() const { return m_samplesField; }
    [[nodiscard]] workload_views::QuantityField *seedField() const { return m_seedField; }
    [[nodiscard]] QString state() const;

Q_SIGNALS:
    void rangesStated(const std::vector<headroom::project::Uncertainty> &ranges);
    void runRequested();
    void stopRequested();
    void bandsToggled(bool isOn); ///< drawn in the charts of the window

private:
    void assemble();
    void showStudy();
    void showState();

    RangeList *m_ranges;
    TornadoChart *m_tornado;
    PlainTable *m_spreads;
    QTabBar *m_views;
    QStackedWidget *m_pages;
    QComboBox *m_figure;
    QCheckBox *m_bands;
    QPushButton *m_run;
    QProgressBar *m_progress;
    QLabel *m_state;
    workload_views::QuantityField *m_samplesField;
    workload_views::QuantityField *m_seedField;
    std::shared_ptr<const StudyView> m_study;
    std::size_t m_stage = 0;
    std::string m_currency;
    bool m_hasPlan = false;
    bool m_hasRanges = false;
    bool m_isBusy = false;
};

} // namespace headroom::growth_views
