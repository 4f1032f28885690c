#pragma once

#include "app/shell/report_window.h"
#include "tests/app/dialog_hands.h"
#include "tests/app/window_fixture.h"
#include "views/report/report_dialog.h"

#include <QLabel>
#include <QTemporaryDir>

#include <functional>

namespace headroom::test {

/// A window with a design in a folder of its own, and hands for the dialog of reports.
class ReportDesk : public QObject {
protected:
    Result<catalog::Catalog> m_catalog = app::loadCatalog();
    std::unique_ptr<app::MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;
    bool m_hasOpened = false;

    [[nodiscard]] QString file(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    app::Reporter &reporter() { return *m_window->findChild<app::Reporter *>(); }

    static QString said(QWidget &dialog) { return part<QLabel>(dialog, "status").text(); }
    /// Leaves only these two sections.
    static void chooseCostAndSummary(QWidget &dialog)
    {
        toggle(dialog, "all");
        toggle(dialog, "section-cost");
        toggle(dialog, "section-summary");
    }
    /// Opens the dialog by the keys of the action; comes back when it is closed.
    void open(const std::function<void(paper::ReportDialog &)> &act)
    {
        m_hasOpened = false;
        inDialog<paper::ReportDialog>([this, act](paper::ReportDialog &dialog) {
            m_hasOpened = true;
            act(dialog);
            if (QTest::currentTestFailed()) // else the test would wait for ever
                dialog.done(QDialog::Rejected);
        });
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_hasOpened);
    }
    [[nodiscard]] QStringList entries() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    void setUp(const char *test)
    {
        QVERIFY(m_catalog);
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        test::isolate(test);
        m_folder = std::make_unique<QTemporaryDir>();
        const QString design = file("shop.headroom");
        QVERIFY(QFile::copy(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/web-shop.headroom"), design));
        m_window = test::openWindow(*m_catalog, design);
        QVERIFY(m_window);
    }
    void tearDown()
    {
        m_window.reset();
        QFile(m_folder->path()).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
};

} // namespace headroom::test
