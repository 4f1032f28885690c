#pragma once

#include "views/start/design_tile.h"

#include <QDateTime>
#include <QScrollArea>
#include <QTimer>

#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace headroom::start {

/// A file opened before.
struct RecentFile {
    QString path;
    bool isPinned = false;
    bool isThere = true;
    bool operator==(const RecentFile &) const = default;
};

/// Edits that were not saved when the program ended.
struct RecoveryOffer {
    QString id;
    QString name;
    QString about; ///< when, how many steps, which file
    project::Snapshot design;
    std::size_t stage = 0; ///< whose picture is shown
};

/// Where one begins: what can be recovered, an empty design, templates, examples, and the files of before.
class StartPage final : public QScrollArea {
    Q_OBJECT

public:
    /// @param catalog  must outlive the page.
    explicit StartPage(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void setTemplates(std::vector<TileContent> templates);
    void setExamples(std::vector<TileContent> examples);
    void setRecent(const std::vector<RecentFile> &files);
    void setRecoveries(const std::vector<RecoveryOffer> &offers);
    /// What the button of the tour says: begin, or go on at a step.
    void setTourText(const QString &text);
    [[nodiscard]] DesignTile *tile(const QString &id) const;

Q_SIGNALS:
    void templateRequested(const QString &id);
    void exampleRequested(const QString &id);
    void fileRequested(const QString &path);
    void pinRequested(const QString &path, bool isPinned);
    void forgetRequested(const QString &path); ///< off the list of files
    void openRequested();
    void tourRequested();
    void recoveryRequested(const QString &id);
    void recoveryRefused(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Section {
        QLabel *heading = nullptr;
        QGridLayout *grid = nullptr;
        std::vector<DesignTile *> tiles;
    };
    Section addSection(const QString &title, QVBoxLayout *column);
    QWidget *recentRow(const RecentFile &file);
    QWidget *recoveryRow(const RecoveryOffer &offer);
    void fill(Section &section, std::vector<TileContent> contents, void (StartPage::*chosen)(const QString &));
    void arrange();
    void drawNext();
    void restyle();

    const catalog::Catalog &m_catalog;
    const theme::Theme *m_theme;
    QWidget *m_body;
    QLabel *m_title;
    QLabel *m_subtitle;
    QPushButton *m_open;
    QPushButton *m_tour;
    QLabel *m_recoveryHeading;
    QVBoxLayout *m_recoveries;
    QLabel *m_recentHeading;
    QVBoxLayout *m_recent;
    QWidget *m_recentColumn;
    int m_recentWidth = 0;
    Section m_templates;
    Section m_examples;
    std::vector<RecentFile> m_files;
    std::vector<RecoveryOffer> m_offers;
    QTimer m_drawing; ///< a picture at a time, so that the page is there at once
};

} // namespace headroom::start
