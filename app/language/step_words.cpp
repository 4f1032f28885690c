#include "app/language/step_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace headroom::app {

namespace {

/// What edits::describe() says, the more particular first. Names stand for %1 and %2.
constexpr const char *kSteps[] {
    QT_TR_NOOP("Add a component"),
    QT_TR_NOOP("Add a growth plan"),
    QT_TR_NOOP("Add stage %1 \"%2\""),
    QT_TR_NOOP("Add stage %1"),
    QT_TR_NOOP("Add %1"),
    QT_TR_NOOP("Connect %1 to %2"),
    QT_TR_NOOP("Delete stage %1 \"%2\""),
    QT_TR_NOOP("Delete stage %1"),
    QT_TR_NOOP("Delete %1 elements"),
    QT_TR_NOOP("Delete %1"),
    QT_TR_NOOP("Move stage %1 \"%2\" to place %3"),
    QT_TR_NOOP("Move stage %1 to place %2"),
    QT_TR_NOOP("Move %1 components"),
    QT_TR_NOOP("Move %1"),
    QT_TR_NOOP("Resize %1"),
    QT_TR_NOOP("Rename stage %1 \"%2\" to \"%3\""),
    QT_TR_NOOP("Rename stage %1 to \"%2\""),
    QT_TR_NOOP("Rename the design to \"%1\""),
    QT_TR_NOOP("Rename to \"%1\""),
    QT_TR_NOOP("Set the criticality to \"%1\""),
    QT_TR_NOOP("Set the load at %1"),
    QT_TR_NOOP("Set the users of stage %1 \"%2\" to %3"),
    QT_TR_NOOP("Set the users of stage %1 to %2"),
    QT_TR_NOOP("Set \"%1\" of the workload"),
    QT_TR_NOOP("Reset \"%1\" of the workload"),
    QT_TR_NOOP("Set \"%1\" of %2"),
    QT_TR_NOOP("Reset \"%1\" of %2"),
    QT_TR_NOOP("Change the kind of a connection"),
    QT_TR_NOOP("Edit the note of %1"),
    QT_TR_NOOP("Base the workload on \"%1\""),
    QT_TR_NOOP("Reset the journeys"),
    QT_TR_NOOP("Change the journeys"),
    QT_TR_NOOP("Remove the jobs"),
    QT_TR_NOOP("Change the jobs"),
    QT_TR_NOOP("Reset the classes of requests"),
    QT_TR_NOOP("Change the classes of requests"),
    QT_TR_NOOP("Reset the day"),
    QT_TR_NOOP("Change the day"),
    QT_TR_NOOP("Acknowledge %1"),
    QT_TR_NOOP("Withdraw acknowledgment of %1"),
    QT_TR_NOOP("Remove the growth plan"),
    QT_TR_NOOP("Change the growth plan"),
    QT_TR_NOOP("Remove the uncertain inputs"),
    QT_TR_NOOP("Change the uncertain inputs"),
};

QRegularExpression patternOf(const char *step)
{
    QString pattern = QRegularExpression::escape(QLatin1String(step));
    for (int i = 1; i <= 3; ++i)
        pattern.replace(QStringLiteral("\\%%1").arg(i), QStringLiteral("(.+)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::DotMatchesEverythingOption);
}

} // namespace

QString stepWords(const QString &step)
{
    for (const char *each : kSteps) {
        const QString words = QCoreApplication::translate("StepWords", each);
        if (words == QLatin1String(each))
            continue; // the language has no other words
        const QRegularExpressionMatch match = patternOf(each).match(step);
        if (!match.hasMatch())
            continue;
        // All at once: a name may hold a percent sign and a digit.
        switch (match.lastCapturedIndex()) {
        case 0:
            return words;
        case 1:
            return words.arg(match.captured(1));
        case 2:
            return words.arg(match.captured(1), match.captured(2));
        default:
            return words.arg(match.captured(1), match.captured(2), match.captured(3));
        }
    }
    return step;
}

} // namespace headroom::app
