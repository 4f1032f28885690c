#pragma once

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace headroom::stages {

/// Shows in a field's look whether what it says is wrong (property "wrong" of the style sheet).
inline void markWrong(QWidget *field, bool isWrong)
{
    if (field->property("wrong").toBool() == isWrong)
        return;
    field->setProperty("wrong", isWrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace headroom::stages
