#pragma once

#include "model/catalog/catalog.h"

#include <QList>
#include <QObject>
#include <QString>

namespace headroom::app {

class MainWindow;

/// The windows of this process, one for each design.
class Windows final : public QObject {
    Q_OBJECT

public:
    /// @param catalog  must outlive the windows.
    explicit Windows(const catalog::Catalog &catalog);
    ~Windows() override;

    /// A further window, not shown yet. It deletes itself when it is closed.
    MainWindow &add();
    /// Shows the file: where it is open already, in the asking window when nothing is lost by it, else in another one.
    void open(const QString &path, MainWindow &asking);
    [[nodiscard]] MainWindow *windowOf(const QString &path) const;
    [[nodiscard]] const QList<MainWindow *> &all() const { return m_windows; }

private:
    const catalog::Catalog &m_catalog;
    QList<MainWindow *> m_windows;
};

} // namespace headroom::app
