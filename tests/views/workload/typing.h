#pragma once

#include <QLineEdit>
#include <QTest>

namespace headroom::test {

/// Replaces what a field holds by keys, with Enter; what the edit does away with is gone afterwards.
inline void typeInto(QLineEdit *field, const char *text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, QString::fromUtf8(text));
    QTest::keyClick(field, Qt::Key_Return);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace headroom::test
