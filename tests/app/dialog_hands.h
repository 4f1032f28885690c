#pragma once

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <functional>

// Hands for dialogs of the window: real events at widgets that are known by their object names.
namespace headroom::test {

/// Acts in the next dialog of this class that takes the input of all windows.
template <typename Dialog>
void inDialog(const std::function<void(Dialog &)> &act)
{
    QTimer::singleShot(0, qApp, [act] {
        auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return inDialog<Dialog>(act); // it is about to come
        act(*dialog);
    });
}

/// The widget of this object name; ends the test program when there is none.
template <typename Widget>
Widget &part(QWidget &dialog, const char *name)
{
    auto *found = dialog.findChild<Widget *>(QLatin1String(name));
    if (!found)
        qFatal("there is no %s", name);
    return *found;
}

inline void type(QWidget &dialog, const char *name, const QString &text)
{
    auto &line = part<QLineEdit>(dialog, name);
    line.setFocus();
    line.selectAll();
    if (text.isEmpty())
        QTest::keyClick(&line, Qt::Key_Delete);
    QTest::keyClicks(&line, text);
}

inline void choose(QWidget &dialog, const char *name, const QString &text)
{
    auto &box = part<QComboBox>(dialog, name);
    QVERIFY(box.findText(text) >= 0);
    box.setCurrentIndex(box.findText(text));
}

inline void toggle(QWidget &dialog, const char *name)
{
    auto &box = part<QCheckBox>(dialog, name);
    box.setFocus();
    QTest::keyClick(&box, Qt::Key_Space);
}

inline void click(QWidget &dialog, const char *name)
{
    auto &button = part<QPushButton>(dialog, name);
    QVERIFY(button.isEnabled());
    QTest::mouseClick(&button, Qt::LeftButton);
}

/// Answers the file dialog that comes next.
inline void nameFile(const QString &path)
{
    inDialog<QFileDialog>([path](QFileDialog &dialog) {
        dialog.selectFile(path); // typing would open the list of names that fit
        auto *save = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
        QVERIFY(save && save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
    });
}

/// Of a file; empty when it cannot be read.
inline QByteArray contentOf(const QString &path)
{
    QFile source(path);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

} // namespace headroom::test
