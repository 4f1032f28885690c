#include "app/shell/compare_controls.h"

#include "app/files/safe_file.h"
#include "app/shell/actions.h"
#include "model/exchange/design_text.h"
#include "model/growth/difference.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/new_elements.h"
#include "views/compare/difference_words.h"
#include "views/compare/stage_compare.h"
#include "views/numbers/model_words.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>

namespace headroom::app {

CompareControls::CompareControls(Actions &actions, Document &document, std::function<int()> stage, QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_stage(std::move(stage))
    , m_window(window)
    , m_runner(document.catalog())
    , m_changes(actions["show-changes"])
    , m_theme(&theme::Theme::light())
{
    connect(actions["compare-stages"], &QAction::triggered, this, &CompareControls::open);
    connect(actions["compare-file"], &QAction::triggered, this, &CompareControls::askForFile);
    connect(&m_document, &Document::snapshotChanged, this, &CompareControls::follow);
}

void CompareControls::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    if (m_dialog)
        m_dialog->setTheme(theme);
}

void CompareControls::follow()
{
    if (m_dialog && m_dialog->isVisible())
        m_dialog->setSnapshot(m_document.snapshot());
    showChanges();
}

void CompareControls::showChangesOn(canvas::CanvasView &canvas)
{
    m_canvas = &canvas;
    connect(m_changes, &QAction::toggled, this, &CompareControls::showChanges);
    connect(m_canvas, &canvas::CanvasView::stageShown, this, &CompareControls::showChanges);
}

/// What the stage before had and this one lacks is outlined where it was.
void CompareControls::showChanges()
{
    if (!m_canvas)
        return;
    const project::Project &project = *m_document.snapshot();
    const int stage = std::min(m_stage(), static_cast<int>(project.stages.size()) - 1);
    if (!m_changes->isChecked() || stage < 1) {
        if (!m_canvas->badges().empty())
            m_canvas->setBadges({});
        return;
    }
    const auto now = static_cast<std::size_t>(stage);
    const growth::Difference difference = growth::elementsBetween(project, now - 1, project, now, m_document.catalog());
    std::vector<canvas::Badge> badges = compare::badgesOf(difference, true);
    for (canvas::Badge &gone : compare::badgesOf(difference, false)) {
        if (gone.what != canvas::Badge::What::Removed)
            continue;
        const project::Stage &before = *project.stages[now - 1];
        if (const project::Component *component = before.findComponent(gone.id))
            gone.was = canvas::rectOf(*component);
        if (const project::Connection *connection = before.findConnection(gone.id)) {
            gone.from = connection->from;
            gone.to = connection->to;
        }
        if (!gone.was.isNull())
            gone.text = tr("%1 removed").arg(QString::fromStdString(before.findComponent(gone.id)->name));
        badges.push_back(std::move(gone));
    }
    m_canvas->setBadges(std::move(badges));
}

void CompareControls::prepare()
{
    if (m_dialog)
        return;
    m_dialog = new compare::StageCompare(m_document.catalog(), m_window);
    m_dialog->setTheme(*m_theme);
    connect(m_dialog, &compare::StageCompare::asked, this, [this](int before, int after, double users) {
        const project::Snapshot now = m_document.snapshot();
        m_runner.ask(m_dialog->other() ? m_dialog->other() : now, static_cast<std::size_t>(before), now,
                     static_cast<std::size_t>(after), users);
    });
    connect(&m_runner, &CompareRunner::compared, m_dialog, &compare::StageCompare::setDifference);
}

void CompareControls::present(int before, int after)
{
    m_dialog->setSnapshot(m_document.snapshot());
    m_dialog->choose(before, after);
    m_dialog->setVisible(true);
    m_dialog->raise();
    m_dialog->activateWindow();
}

void CompareControls::open()
{
    prepare();
    m_dialog->setOther(nullptr, {});
    const int last = static_cast<int>(m_document.snapshot()->stages.size()) - 1;
    const int before = std::max(0, m_stage() - 1);
    present(before, std::min(before + 1, last));
}

Result<Done> CompareControls::openWith(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const Result<std::string> text = readFile(path.toStdString());
    if (!text)
        return text.error();
    const Result<serialization::ReadProject> read
        = exchange::readDesign(*text, name.toStdString(), m_document.catalog());
    if (!read)
        return read.error();
    const project::Snapshot other = read->project;
    if (other->stages.empty())
        return Error { "there is no stage in it", name.toStdString(), "Choose a design with one" };
    const int stage = m_stage();
    const std::string &wanted = m_document.snapshot()->stages[static_cast<std::size_t>(stage)]->name;
    int before = std::min(stage, static_cast<int>(other->stages.size()) - 1);
    for (std::size_t i = other->stages.size(); i-- > 0;)
        if (other->stages[i]->name == wanted)
            before = static_cast<int>(i);
    prepare();
    m_dialog->setOther(other, name);
    present(before, stage);
    return Done {};
}

void CompareControls::askForFile()
{
    const QString path
        = QFileDialog::getOpenFileName(m_window, tr("Compare with a design"), QFileInfo(m_document.path()).path(),
                                       tr("Headroom (*.headroom *.drawio *.png);;All files (*)"));
    if (path.isEmpty())
        return;
    if (const Result<Done> opened = openWith(path); !opened) {
        QMessageBox box(QMessageBox::Warning, tr("Not compared"), screen::modelWords(opened.error()), QMessageBox::Ok,
                        m_window);
        box.setTextFormat(Qt::PlainText);
        box.exec();
    }
}

} // namespace headroom::app
