#pragma once

#include <QLineEdit>

#include <string>

namespace headroom::canvas {

/// The line edit that lies over a name while it is changed: Enter or leaving it keeps the text, Esc drops it.
class RenameBox final : public QLineEdit {
    Q_OBJECT
public:
    RenameBox(std::string id, const QString &name, QWidget *parent);

    [[nodiscard]] const std::string &id() const { return m_id; }

    /// Keeps the text, as leaving the edit does.
    void commit() { finish(text().simplified()); }

Q_SIGNALS:
    /// Comes once; with the text before when the change was dropped.
    void finished(const std::string &id, const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void finish(const QString &name);

    std::string m_id;
    QString m_before;
    bool m_isFinished = false;
};

} // namespace headroom::canvas
